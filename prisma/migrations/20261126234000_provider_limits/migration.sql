-- What is left of what a provider takes of one account, and who holds places among the requests that run at once. Of all
-- tenants together, so neither names one; the key is a digest of provider and account.
CREATE TABLE "provider_budgets" (
    "key" TEXT NOT NULL,
    "tokens" DOUBLE PRECISION NOT NULL,
    "granted" INTEGER NOT NULL DEFAULT 0,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_budgets_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "provider_places" (
    "key" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "places" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_places_pkey" PRIMARY KEY ("key","holder")
);

GRANT SELECT, INSERT, UPDATE, DELETE ON provider_budgets, provider_places TO joinery_system;
