-- What was done for an approval is kept as long as flows that have ended, and then swept with them.
GRANT DELETE ON approval_errands TO joinery_system;
