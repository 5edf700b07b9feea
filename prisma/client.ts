export { PrismaPg } from '@prisma/adapter-pg';
export type { Prisma as PrismaTypes } from './generated/client.ts';
export { Prisma, PrismaClient } from './generated/client.ts';
export * from './generated/enums.ts';
export type * from './generated/models.ts';
