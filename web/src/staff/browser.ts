const BROWSERS: [RegExp, string][] = [[/Edg\//, 'Edge'], [/YaBrowser\//, 'Yandex Browser'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const SYSTEMS: [RegExp, string][] = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']]

/** What a person would call the browser: its make and system; what nobody knows stays as it says it is. */
export function browserOf(agent: string): string {
  const found = [BROWSERS, SYSTEMS].map((kinds) => kinds.find(([sign]) => sign.test(agent))?.[1]).filter(Boolean)
  return found.length > 0 ? found.join(', ') : agent.slice(0, 60)
}
