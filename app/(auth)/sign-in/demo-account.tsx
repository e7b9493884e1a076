import { Button } from "#app/_ui/button.tsx";

export interface DemoAccountProps {
  readonly account: { readonly email: string; readonly password: string };
  readonly next: string;
  readonly action: (form: FormData) => void;
  readonly pending: boolean;
}

/** Shows the public account of a demo installation, with a button that signs in to it. */
export function DemoAccount({ account, next, action, pending }: DemoAccountProps) {
  return (
    <form action={action} className="grid gap-3 rounded-md bg-sunken p-4 text-sm">
      <p className="font-medium">This is a demo. Sign in with its account to look around:</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-muted">
        <dt>Email</dt>
        <dd className="font-mono text-ink">{account.email}</dd>
        <dt>Password</dt>
        <dd className="font-mono text-ink">{account.password}</dd>
      </dl>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="email" value={account.email} />
      <input type="hidden" name="password" value={account.password} />
      <Button type="submit" disabled={pending}>
        Use the demo account
      </Button>
    </form>
  );
}
