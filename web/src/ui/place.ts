/** Where one is in a list and its side panel, as the address says it; the shell reads and writes it. */
export interface Place {
  q?: string
  onSearch: (q: string | undefined) => void
  item?: string
  onItem: (item: string | undefined) => void
}
