/** Hands an address to the program that the user's computer has for it: mail, SMS, WhatsApp. Nothing is loaded here. */
export function openAddress(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.click();
}
