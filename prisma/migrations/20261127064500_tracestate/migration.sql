-- AlterTable
ALTER TABLE "events" ADD COLUMN     "tracestate" TEXT;

-- AlterTable
ALTER TABLE "task_runs" ADD COLUMN     "tracestate" TEXT;

-- Nothing is looked for by it, as by the columns of 20261126230000_planner_statistics.
ALTER TABLE events ALTER COLUMN tracestate SET STATISTICS 0;
