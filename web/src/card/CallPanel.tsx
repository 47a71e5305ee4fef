export function CallPanel({ className }: { className?: string }) {
  return <aside className={className} />
}
