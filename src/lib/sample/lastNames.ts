/** Italian surnames, the most common first, with the particles, apostrophes and accents that break importers. */
export const LAST_NAMES: readonly string[] = names(`
  Rossi, Colombo, Ferrari, Bianchi, Brambilla, Villa, Fumagalli, Esposito, Russo, Riva,
  Galli, Romano, Bianco, De Luca, Sala, Conti, Costa, Ricci, Marino, Greco,
  Cattaneo, Gallo, Bruno, D'Amico, Barbieri, Mariani, Fontana, Rinaldi, Caruso, Moretti,
  Lombardi, Longo, Leone, Gentile, Martinelli, Vitale, Serra, Coppola, De Santis, D'Angelo,
  Marchetti, Parisi, Villani, Conte, Ferraro, Ferri, Fabbri, Marini, Grasso, Valentini,
  Messina, Sanna, Farina, Rizzo, Pellegrini, Palumbo, Amato, Rota, Silvestri, Testa,
  Grassi, Pozzi, Crippa, Beretta, Redaelli, Casati, Meroni, Corti, Ghezzi, Radaelli,
  Motta, Viganò, Nicolò, Cantù, Salò, Prandelli, Locatelli, Bonfanti, Panzeri, Valsecchi,
  Mauri, Perego, Pirovano, Spreafico, Ratti, Consonni, Sangalli, Arrigoni, Mazzoleni, Carminati,
  Gotti, Zanchi, Belotti, Invernizzi, Manzoni, Bonetti, Ferrario, Bossi, Castelli, Airoldi,
  Monti, Negri, Oldani, Pagani, Porta, Restelli, Rosa, Maggi, Magni, Tagliabue,
  Caprotti, Ronchi, Zappa, Vergani, Borghi, Milani, Cerutti, Merlo, Poli, Bassi,
  Della Valle, Dell'Acqua, Dell'Orto, Dall'Ara, Dalla Torre, Dal Pozzo, Del Vecchio, Del Corno, Delle Donne, Degli Esposti,
  De Angelis, De Rosa, De Simone, De Marco, De Carlo, De Gregorio, De Vecchi, De Capitani, De' Liguoro, D'Agostino,
  D'Alessandro, D'Andrea, D'Antonio, D'Urso, D'Aquino, D'Errico, D'Ambrosio, D'Onofrio, Di Stefano, Di Lorenzo,
  Di Benedetto, Di Giacomo, Di Marco, Di Maio, Di Bella, Di Nardo, La Rosa, La Porta, La Torre, La Spina,
  Lo Russo, Lo Presti, Lo Cascio, Li Volsi, Li Causi, L'Abbate, Dal Bò, Cicalò, Dardanò, Calò,
  Forlì, Macrì, Rotolò, Fadà, Scimè, Noè, Sanfrè, Patanè, Mercadé, Muscarà,
  Santoro, Mancini, Bernardi, Giordano, Piras, Melis, Mura, Cossu, Puddu, Floris,
  Ferrante, Guerra, Neri, Basile, Cirillo, Sorrentino, Iovine, Ruggiero, Marra, Pepe,
  Pugliese, Catalano, Calabrese, Siciliano, Napolitano, Mazza, Piazza, Orlando, Battaglia, Bellini,
  Gatti, Sartori, Zanetti, Bortolotti, Furlan, Visentin, Favaro, Zorzi, Bettin, Dal Maso,
  Müller, Hofer, Gruber, Mair, Pichler, Rossi Colombo, Visconti di Modrone, Bianchi Porro, Fò, Rè,
  Po, Re, Io, Ubaldi, Aiello, Oria, Iezzi, Quaglia, Xausa
`);

function names(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
