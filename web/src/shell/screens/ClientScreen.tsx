export function ClientScreen() {
  return null
}
