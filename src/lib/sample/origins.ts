/** People born abroad: countries with their Belfiore code, and names met there, in the order of a Lombard list. */
import type { Sex } from '#lib/domain/patient.ts';
import type { Place } from './places.ts';

export interface Origin {
  readonly place: Place;
  readonly lastNames: readonly string[];
  readonly firstNames: { readonly [S in Sex]: readonly string[] };
}

/**
 * The most common first. States younger than 1992 (Ukraine, Moldova) are left out: their code on an earlier
 * birth is usual in life, but raises a place and date warning.
 */
export const ORIGINS: readonly Origin[] = [
  origin(
    'Romania',
    'Z129',
    'Popescu, Ionescu, Munteanu, Rusu, Dumitru',
    'Elena, Mihaela, Ana Maria, Ioana',
    'Ion, Andrei, Gheorghe, Vasile',
  ),
  origin(
    'Egitto',
    'Z336',
    'Hassan, Abd El Aziz, El Sayed, Ibrahim, Abdel Malak',
    'Fatma, Mona, Nour, Mariam',
    'Ahmed, Mohamed, Mahmoud, Mina',
  ),
  origin(
    'Marocco',
    'Z330',
    'El Amrani, Benali, Ait Lahcen, Bouzid, Ouali',
    'Fatima, Khadija, Zineb, Aicha',
    'Mohammed, Youssef, Rachid, Hamid',
  ),
  origin(
    'Albania',
    'Z100',
    'Hoxha, Shehu, Gjoka, Leka, Prifti',
    'Besa, Albana, Mirela, Drita',
    'Arben, Ilir, Gëzim, Besnik',
  ),
  origin(
    'Filippine',
    'Z216',
    'Dela Cruz, Reyes, Santos, De Guzman, Bautista',
    'Maricel, Jocelyn, Rowena, Ma. Luisa',
    'Rogelio, Jun, Arnel, Ronaldo',
  ),
  origin(
    'Perù',
    'Z611',
    'Quispe Mamani, Flores Huamán, Rojas Díaz, Chávez Ríos',
    'Rosa María, Luz, Milagros, Yolanda',
    'José Luis, Jesús, Wilmer, César',
  ),
  origin(
    'Ecuador',
    'Z605',
    'Zambrano Vera, Moreira León, Cedeño, Macías Pérez',
    'Narcisa, Mercedes, Gladys, Tatiana',
    'Ángel, Byron, Darwin, Vicente',
  ),
  origin(
    'Cina',
    'Z210',
    'Hu, Chen, Zhou, Li, Wang, Xu',
    'Xiaoli, Meihua, Yan, Li',
    'Wei, Jianguo, Bo, Xin',
  ),
  origin(
    'India',
    'Z222',
    'Singh, Kaur, Kumar, Sharma',
    'Manpreet, Sunita, Jaspreet, Rani',
    'Gurpreet, Rajesh, Balwinder, Amit',
  ),
  origin(
    'Sri Lanka',
    'Z209',
    'Fernando, Perera, Warnakulasuriya, De Silva',
    'Nilanthi, Dilani, Kumari, Anoma',
    'Ranjith, Nimal, Sunil, Dinesh',
  ),
  origin(
    'Bangladesh',
    'Z249',
    'Hossain, Islam, Miah, Begum',
    'Nasrin, Shahida, Rokeya, Farzana',
    'Abdul, Kamal, Shahin, Rafiq',
  ),
  origin(
    'Senegal',
    'Z343',
    "Ndiaye, Diop, Fall, N'Diaye, Mbaye",
    'Awa, Aminata, Ndeye, Astou',
    'Mamadou, Cheikh, Modou, Ibrahima',
  ),
  origin(
    'Svizzera',
    'Z133',
    'Müller, Bernasconi, Keller, Bianchi',
    'Ursula, Brigitte, Claudia, Nadia',
    'Jürg, Peter, Fabio, Renato',
  ),
  origin(
    'Germania',
    'Z112',
    'Schäfer, Weiß, Greco, Esposito',
    'Käthe, Monika, Sabine, Rosaria',
    'Jörg, Günter, Hans Peter, Salvatore',
  ),
  origin(
    'Francia',
    'Z110',
    'Lefèvre, Gérard, Rossi, D’Hérouville',
    'Hélène, Agnès, Cécile, Anna',
    'François, André, Jean Paul, Noël',
  ),
  origin(
    'Brasile',
    'Z602',
    'Da Silva, Souza Santos, Gonçalves, Conceição',
    'Ana Paula, Luciana, Conceição, Vânia',
    'João, Luís, Sebastião, Márcio',
  ),
  origin(
    'Argentina',
    'Z600',
    'Fernández, Rossi, Ibáñez, Nuñez',
    'María Inés, Silvina, Graciela, Begoña',
    'Martín, Hernán, Néstor, Julián',
  ),
];

function origin(name: string, code: string, lastNames: string, women: string, men: string): Origin {
  const list = (text: string) => text.split(', ');
  return {
    place: { name, code, province: 'EE' },
    lastNames: list(lastNames),
    firstNames: { F: list(women), M: list(men) },
  };
}
