export function DealsScreen() {
  return null
}
