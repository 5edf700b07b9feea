/** States in which a flow has not ended. */
export const UNDER_WAY: readonly string[] = ['PENDING', 'RUNNING', 'WAITING'];
