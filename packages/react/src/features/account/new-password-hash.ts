/** The hash that opens the dialog for a new password, where the state is in the address. The sign-in keeps it. */
export const newPasswordHash = '#new-password';
