// For dependency-cruiser: what tsconfig.json says of `@/`, in the one form that it reads without TypeScript's API.
module.exports = { resolve: { alias: { '@': require('node:path').join(__dirname, 'src') } } };
