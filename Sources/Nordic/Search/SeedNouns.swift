// Words a magazine's compounds are made of, so that also a small site's are split.
//
// Our own list: simplex nouns, and lexicalised compounds that nobody would search for in parts, of
// Danish, Bokmål and Nynorsk together, general ones and those of administration and IT. A word here
// is never split itself. With them the few verbs and link forms that only stand before (`hjemme`).

/// The words, sorted, parted by spaces.
let seedNouns = """
  abonnement accept adferd adfærd adgang adressat adresse advarsel advokat afbud afdeling affald \
  afgang afgift afgørelse aflevering aflysning afregning afsender afsnit afstand afstemning aftale \
  aften agenda agent akademi aksje aksjon aktie aktion aktivitet aktør alarm album alder algoritme \
  alkohol alliance alternativ ambition ambulanse analog analyse anbefaling anbud andel anerkendelse \
  angivelse angreb angrep anke anker ankomst anledning anlegg anlæg anmeldelse anmelder anmodning \
  anmærkning annonce anonymisering ansat ansatte ansettelse ansettelser ansigt anskaffelse \
  anskaffelser anslag ansvar ansættelse ansøger ansøgning antagelse antal antenne anvendelse apotek \
  apparat applikation april arbeid arbeider arbejde arbejder areal arealer argument ark arkitekt \
  arkitektur arkiv arkivar arkivering arm arrangement art artikel artikkel artikler arv asfalt \
  aspekt assistance assistent asyl atlas atmosfære attest attribut audit august auktion automat \
  autorisation autoritet avance avdeling avfall avgang avgift avgjerd avgjørelse avis avsnitt \
  avtale avtaler avvik bade badge bagage bakgrunn bakke balance ballon bane bank barn barne \
  barriere barsel base basis batteri beboer bedrift bedømmelse befolkning befordring begivenhed \
  begreb begrensning begrep begrundelse begrunnelse begrænsning behandler behandling behov \
  bekendtgørelse bekreftelse bekymring belastning belysning belægning beløb bemanding bemanning \
  benzin beredskab beredskap beregning beretning besked beskjed beskrivelse beskyttelse \
  beskæftigelse beslutning besparelse bestand bestemmelse bestiller bestilling bestyrelse besøg \
  besøk betaling betegnelse betingelse beton bevaring bevegelse bevilgning bevilling bevis \
  bevægelse bibel bibliotek bidrag bil bilag bilde bilist billede billet billett biograf biologi \
  bistand blad blanding blanket blankett blind blod blog blok blomst bok boks bold bolig bonus bord \
  borg borger borgmester branche brand bredde brev briller brist bro brolægning brud brug bruger \
  bruk brukar brukarar bruker brukere bryst bryter brænde bræt brøk brønd budget budsjett buffer \
  bund bunke bus busk buss bustad butik butikk by bygd bygg bygge bygger byggeri bygging byggje \
  bygning byrde byrå byråd byte bytte båd bånd bælte bære bæredygtighed bøde bøger bøker bølge børn \
  børne børs campus celle center centre centret centrum certifikat charter chatbot chauffør chef \
  cirkel cirkulære computer container curve cykel cykler cyklist dag dagar dagsorden dal data \
  database dato datter debat debut deklaration dekning dekret del delegation delegering deling \
  deltager deltakar deltaker demens demokrati demonstration departement deponering depot design \
  detalj detalje diagnose diagram dialog dige digitalisering dimension diplom direktion direktiv \
  direktorat direktør disk diskussion distribution distrikt division diæt doktor dokument \
  dokumentasjon dokumentation dom domene dommer domstol domæne donasjon donation dosis dreng drift \
  drikke driver drøftelse drøfting drøm duft dug dyr dyrke dækning død døgn dør effekt effektivitet \
  eftersyn egenskab egenskap egn egnethed eiendom eier eigar eigedom eigenskap eining ejendom ejer \
  eksamen eksempel eksempler eksperiment ekspert eksport eldre elektronik element elev elevator \
  emballage embede emission emne endring energi engagement enhed enhet enke entreprise epost \
  erfaring erhverv erkendelse erklæring erstatning essay etablering etage etat etik etikette etikk \
  etterspørsel evaluering eventyr evne fabrik fabrikk facilitet fag faktor faktum faktura fakultet \
  fald familie fangst fare farge fartøj farve fase faser fast feber feil fejl felt ferie ferje fest \
  festival figur fil film filter filtre finans finger firma fisk fiskeri fjell fjord flade flag \
  flaske fleirtal flertal flod flow flugt flygtning flyktning flytning flytte flåde fodgænger folk \
  folke folketing fond forbedring forbehold forbindelse forbrug forbruger forbruk forbruker forbund \
  fordel fordeling forebyggelse forebygging foredrag foreldre forening foretak forfatning forfatter \
  forhandling forhold forkortelse forlag forlig forløb form formand format formidling formue \
  formular formål fornyelse forordning forplejning forretning forside forsikring forsinkelse \
  forsinkelser forskar forskel forsker forsking forskning forskrift forslag forsorg forsvar \
  forsyning forsøg forsøk fortegnelse fortid fortolkning fortrolighed fortæller forudsætning forum \
  forvalter forvalting forvaltning forventning forår forældre foto fotograf fragt framlegg fred \
  frekvens frigivelse frihed friluft frist fritagelse fritak fritid frivillig frivillighed frokost \
  front frugt frygt frø fugl fuldmagt fullmakt fundament funksjon funktion fusion fylke fysik \
  fællesskab fængsel færdighed færdsel færge føde fødsel følge følgje førebuing føremål fører \
  føring gade galleri gang garanti gard gartner gas gate gave gavn gear gebyr genbrug generation \
  genopretning geografi gevinst gjeld gjenoppretting gjest glas gnist godkendelse godkjenning gods \
  grad graf grafik grav grave grense grensesnitt grund grundlag grunn grunnlag gruppe gruve grænse \
  græs grønt gulv gård gæld gæst habilitet hacker hage hal halm handel handicap handling handsamar \
  handsaming hane hardware hastighed hastighet hav have havn hegn heim heime heimel helbred helg \
  helhed helikopter heller helse hemmelighed hendelse hending hensyn hente henvendelse henvisning \
  herberg herre hest heste heving himmel historie hjelp hjelpe hjem hjemme hjemmel hjerne hjerte \
  hjul hjælp hjælpe hjælper hjørne holder holdning honning honorar honorering horisont hotel hoved \
  hukommelse hul humor hund hundrede hus hverdag hylde hypotese hytte hånd håndtering håndværk \
  hændelse højde højre høring høst høyring ide ideal identifikation identitet idræt idé ildsted ilt \
  image implementering import incitament indberetning indbetaling indblik indbygger inddragelse \
  indeks indførelse indgang indgreb indhold indikator individ indkaldelse indkomst indkøb \
  indmelding indsamling indsats indsigt indskrivning indslag indstilling industri inflation \
  informasjon information infrastruktur ingeniør initiativ inkasso inkludering inklusion innbygger \
  innbyggjar innføring inngang innhald innhold innkalling innkjøp innlogging innmelding innovasjon \
  innovation innsats innsending innsikt innsparing innsyn input inspektion inspektør installation \
  institusjon institut institution instruks integrasjon integration integritet interesse internat \
  internet internett interview investering isolation isolering jagt jakt jern job jobb jord \
  jordbruk journal journalisering journalist jubilæum jul juli juni jura jurisdiktion jurist \
  justering justits kabel kaffe kage kald kalender kamera kammer kamp kampagne kampanje kanal \
  kandidat kant kapacitet kapel kapital kapitel kapitler kapittel karriere kart kartotek kassasjon \
  kassation kasse kasserer kassering katalog kategori kilde kilometer kirke kirurg kjede kjelde \
  kjennelse kjøkken kjønn kjøp kjøre kjøretøy kjøring klage klager klasse klassificering \
  klassifikation klassifisering klima klinik kloak klub klynge knap knapp kniv knogle koalition \
  kobber kobling kode kodeks kollega kolonne komité kommentar kommission kommune kommunikasjon \
  kommunikation kompensation kompetanse kompetence komponent koncept konferanse konference konflikt \
  konge kongres konklusion konkurranse konkurrence konsekvens konsortium konstruktion konsulent \
  konsultation kontakt kontant konto kontor kontrakt kontrast kontrol kontroll konvention \
  koordinator koordinering kopi korn korps korrektion kort kortlægning kost kostnad kraft krav \
  kredit kreds krig kriminalitet krise kriterium kritik kritikk krone krop kryptering kugle kul \
  kulde kultur kunde kundskab kunnskap kunst kunstner kurs kursus kurv kurve kvadrat kvalifikation \
  kvalitet kvardag kvarter kveld kvinde kvinne kvist kvittering kvote kyrkje kyst kæde kælder kø \
  køb køber kød køkken køn køre kørsel laboratorium lag lager lagring laks lampe lancering land \
  landskab lansering lapning last ledelse leder ledighed ledighet ledning lege leiar leie leiing \
  leilighet leje lejer lejr lektie lektion lektor lesar lese leser lettelse leve leverance \
  leverandør leveranse levering licens liga ligestilling lighed linje link lisens liste litteratur \
  loft logging logik logistik logistikk logning lokal lokale lokasjon lokation lokk lov love \
  lovgivning luft lyd lys lån lås læge læger lærar lære lærer læring læse læser løb løber løfte løn \
  lønn lønning løsladelse løsning løysing madras magasin magt mail majs makt maler maleri mand \
  mandat mangfold manual mappe margin marine mark marked marts maskin maskine masse matematik \
  materiale materiel matrikel medarbejder medicin medie medier medisin medlem mejeri mekanisme \
  melding mengd menneske mentor menu meny merit merknad metadata metal metode middag middel midler \
  migrering mikrofon militær miljø million minde mineral minister ministerium minut misbrug mission \
  mobil mobilitet mode model modell modenhed moderator modtager modul moms monitor mor moral mord \
  morgen morgon motion motiv motor mottakar mottaker mur mus museum musik musikk muskel mynde \
  myndighed myndighet mål målar måler måling måltid månad måned måte mælk mængde møbel møde mølle \
  møller mønster møte nabo namn nation natt natta natur navn nedbrydning nedsettelse nedsættelse \
  nemnd nerve nett nettbrett nettverk netværk niveau nivå nord norm normering notat note notits \
  nummer numre nyhed nyhende nyhet nytte nål næring nævn nøgle nøgler nøkkel objekt observation \
  offentlighed offentlighet offer olie olje ombod ombud omkostning område omsorg omstilling \
  omsætning opdatering operasjon operation operatør opfølgning opgave opgør ophold opkald \
  opkrævning oplevelse oplysning oplæsning opmærksomhed opning oppbevaring oppdatering oppdrag \
  oppfølging oppgave oppgåve opplesing opplevelse opplysning opplysningar opplæring opposition \
  oppretting oppussing oppvekst oprettelse oprydning opslag opstart opsyn optagelse opvækst ord \
  orden ordfører ordning ordskifte organ organisasjon organisation organisering orientering \
  orkester orm ost overblik overenskomst overførsel overgang overgreb oversettelse oversigt \
  oversikt overskrift overskud oversyn oversættelse overvaking overvågning overvåking ovn pakke \
  palads pande panel papir paragraf parameter park parkering parlament part parti partner pasient \
  passager pasta patch patent patient pause peber pels pendler pengar penge penger pension pensjon \
  periode permission person personale personell perspektiv pige pil pilot placering plads plan \
  planer planlegger planlegging planleggjar planlægning plante plass plast plastik platform \
  plattform pleie pleje plejer plet pligt plikt plus poeng politi politik politiker politikk \
  populær port portal portefølje position post potentiale praksis presse princip prinsipp printer \
  prioritering prioritet pris prisme problem procedure proces producent produksjon produkt \
  produktion produktivitet produsent profession professor profil prognose program programmør \
  projekt promille prompt prosess prosjekt protokol protokoll prototype provins præmie præmis \
  præsentation præsident præst prøve pseudonymisering psykolog publikation publikum pulje pumpe \
  punkt påbud pålogging pædagog quiz rabat radar radio ramme rapport rapportering rate ration \
  reaktion realisering reb recept redaksjon redaktion redaktør redegjørelse redegørelse redskab \
  redskap referat reference reform refusion regel regering regeringen region register registre \
  registrering regjering regler regnskab regnskap regulativ regulering reise rejse reklame \
  rekneskap rekruttering rektor relation religion rengøring renhold renovasjon renovation rente \
  reparasjon reparation repræsentant repræsentation republik resept reservation resolution \
  ressource ressurs restance restaurant resultat retning rett rettelse rettighet rettleiar \
  rettleiing returnering revision revisjon revisor ring ris risiko robot rod rolle rom roman rose \
  rot rum rundskriv rust rute rutine ryg rygning ryste råd rådgiver rådgivning rådgjevar rådhus \
  rådmann række røg rør sag sal salat saldo salg salt samarbeid samarbejde samfund samfunn samling \
  samråd samtale samtykke sand sandhed sanksjon sanktion satellit scanning scenarie scene score \
  segl segment sekretariat sekretær seksjon sektion sektor selskab selskap seminar sende senior \
  sensor senter sentre sentret sertifikat server service session side signal signatur signering \
  sikkerhed sikkerhet sikring silo simulering sind situasjon situation sjef sjukdom sjuke \
  sjukepleie sjåfør sjø skabelon skade skanning skat skatt skatte skema skib skift skifte skilt \
  skin skip skisse skitse skjema skjerm skog skole skov skridt skrift skriv skrive skriver skriving \
  skrot skud skuffe skule sky skyld skål skælv skærm skøn slag sletting slot slutning slutt smag \
  smed smitte sms snerydning snit snor social software sogn sokn sol soldat sommer sone sorg \
  sortering sove spand speciale specifikation spesialist spesifikasjon spil spild spill spiller \
  spor sporbarhet sporing sport sprog språk spærring spørgsmål spørring spørsmål stad stade stader \
  stadie stadion stald stamme standard standardisering stans stasjon stat stater station statistik \
  statistikk status sted sten stil stillas stilling stipendium stof stol stop stopper storm \
  storting straf straff strand strategi straum strejke streng stress struktur strøm student \
  studerende studie studium stue stykke styre styrelse styring styrke støj størrelse støtte støy \
  sukker sundhed supplement support svar svigt svin svindel syd sygdom syge sykdom syke symbol \
  symptom syn syning syntese system systematik systematikk sårbarhed sårbarhet sælger sæson sæt sø \
  søge søgning søjle søk søke søker søking søkjar søknad søm søn sørvis tabel tabell tag taksering \
  takst tale taler tand tang tank tanke tariff tastatur tavle teater tegn teknik tekniker teknologi \
  tekst telefon telefoni telegram telle telt tema temperatur tenar tendens teneste tenester tenke \
  teori terapi termin terminal termostat terrasse test testament testing tid tiger tilbod tilbud \
  tildeling tilfredshed tilfredshet tilgang tilgjenge tilgjengelighet tilgængelighed tilknyting \
  tilknytning tilkobling tilladelse tillatelse tillid tillit tillæg tilmelding tilpasning tilsagn \
  tilskud tilskudd tilslutning tilstand tilsyn tiltag tiltak time tinglysning titel titler tjeneste \
  tjenester tog told tolk tolkning tomt torv tradition trafik trafikant trafikk transaktion \
  transformation transmission transport trappe tribune trin trinn tro trussel trygd trygghet \
  trygging tryggleik tryghed tryk tråd træ træk træning tunnel tur turisme turist turnus tvang \
  tvist tyngde tårn tælle tænke tæppe tærskel tøj tømning udbetaling udbud udbyder udbytte \
  uddannelse udfordring udgang udgave udgift udgivelse udkast udland udlejning udlevering udligning \
  udlån udløb udnyttelse udpegning udsigt udstilling udstyr udsættelse udtalelse udtryk udvalg \
  udveksling udvidelse udvikler udvikling uge uheld uke uld ulighed ulykke underretning underskrift \
  underskriver underskud undersøgelse undersøkelse undersøking undervisning ungdom unge union \
  universitet urt utbygging utdanning utfordring utgang utgave utgift utgreiing utkast utlogging \
  utlysning utlån utløp utnyttelse utnytting utsettelse utslipp utstilling utstyr uttalelse utval \
  utvalg utvidelse utviklar utvikler utvikling vagt vakt valg validering validitet valuta vand \
  vandel vandring vane vann vare varighed varighet varme varsel vask vass vatn vederlag vedligehold \
  vedligeholdelse vedlikehold vedtak vedtægt veg vegar vei veileder veiledning vej vejleder \
  vejledning vejr veke vekst velferd velfærd veljar ven venstre vente verden verdi verksemd \
  verksted verktøy vern verne version versjon verv vest viden videnskab video vidne vikar vilkår \
  villa vin vind vinder vindue vinge vinter virkelighed virkelighet virksomhed virksomhet virus \
  vision visitation visjon visning visum vitne vogn voksen vold volumen vurdering våben væg vægt \
  vækst værdi værelse værge værk værksted værktøj væv ydelse ydelser yngre ytelse ytring zone zoo \
  åbning åpenhet åpning år årgang århundrede årsag årsak åtferd æble æg ældre ændring ærlighed øje \
  økning økologi økonomi øl ønske ører ørken øst øvelse øving
  """
