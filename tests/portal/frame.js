/* In a frame: downloads what it is told, from its own origin or out of bytes it was given. */
window.addEventListener('message', ({ data }) => {
  const link = document.createElement('a');
  if (data?.address) link.href = data.address;
  else if (data?.bytes)
    link.href = URL.createObjectURL(new Blob([data.bytes], { type: 'text/csv' }));
  else return;
  if (data.bytes) link.download = 'elenco.csv';
  link.click();
});
