export const metadata = { title: 'Invoices' };

export default ({ children }) => (
  <html lang="en">
    <body>{children}</body>
  </html>
);
