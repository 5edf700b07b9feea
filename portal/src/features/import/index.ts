export { ImportPage } from './import-page';
export { ImportReportPage } from './import-report-page';
