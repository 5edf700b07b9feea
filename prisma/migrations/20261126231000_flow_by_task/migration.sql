ALTER TYPE "flow_trigger" ADD VALUE 'TASK';
