/** Tidy's mark: a tick that brushes three done things aside. */
export function BrandMark({ className = "size-7" }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path
        d="M7.5 16.5l5.2 5.2L21 11"
        fill="none"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
      <circle cx="20.6" cy="19.6" r="1.7" className="fill-on-accent" opacity="0.9" />
      <circle cx="24.4" cy="15.6" r="1.25" className="fill-on-accent" opacity="0.65" />
      <circle cx="26.6" cy="11.4" r="0.85" className="fill-on-accent" opacity="0.45" />
    </svg>
  );
}
