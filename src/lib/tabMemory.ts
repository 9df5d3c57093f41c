/** Whose list stands in this tab: kept by the browser when the page is loaded again, gone with the tab. */
const KEY = 'assistiti:open';

export function tabMemory(session: Pick<Storage, 'getItem' | 'setItem'>) {
  return {
    user: () => session.getItem(KEY),
    remember: (userId: string) => session.setItem(KEY, userId),
  };
}
