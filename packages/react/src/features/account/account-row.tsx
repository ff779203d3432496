import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface AccountRowProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** The text beneath the title. */
  readonly children: ReactNode;
  /** The control at the end of the row. */
  readonly action: ReactNode;
}

/** A row of the account section: an icon, a title with a text, and a control. */
export function AccountRow({ icon: Icon, title, children, action }: AccountRowProps) {
  return (
    <div className="row" data-row>
      <div className="row-body">
        <span className="tile">
          <Icon aria-hidden size={22} strokeWidth={1.75} />
        </span>
        <div className="min-w-0">
          <h3 className="leading-6 font-semibold">{title}</h3>
          {children}
        </div>
        <div data-row-action className="row-action min-w-0">
          {action}
        </div>
      </div>
    </div>
  );
}

/** The text of a row that only explains it. */
export const AccountRowLead = ({ children }: { readonly children: ReactNode }) => (
  <p className="mt-1 text-sm text-muted text-pretty">{children}</p>
);
