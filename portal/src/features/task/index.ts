export { NewTaskPage } from './create/new-task-page';
export { RunPage } from './run/run-page';
export { RunsPage } from './run/runs-page';
export { TaskPage } from './task-page';
export { TasksPage } from './tasks-page';
