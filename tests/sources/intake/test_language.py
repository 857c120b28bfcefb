"""A document in another language is no damaged one: it is told in which language it is, where that is sure."""

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.legibility import check_legible
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText

TEXTS: dict[str, str] = {
    "German": (
        "Der Rat der Europäischen Union hat auf seiner Tagung vom 23. Oktober 2009 eine Entschließung über "
        "eine verstärkte Strategie für die Zusammenarbeit im Zollwesen angenommen. Die Zollverwaltungen der "
        "Mitgliedstaaten spielen bei der Bekämpfung des grenzüberschreitenden illegalen Warenverkehrs eine "
        "entscheidende Rolle, und eine enge Zusammenarbeit zwischen den Zollbehörden und anderen zuständigen "
        "Behörden ist für die Erfüllung ihrer Aufgaben unerlässlich."
    ),
    "French": (
        "Le Conseil de l'Union européenne a adopté une résolution sur une stratégie renforcée de coopération "
        "douanière. Les administrations douanières des États membres jouent un rôle essentiel dans la lutte "
        "contre le trafic illicite transfrontalier de marchandises, et une coopération étroite entre les "
        "autorités douanières et les autres autorités compétentes est indispensable pour l'accomplissement de "
        "leurs tâches. Les délégations trouveront ci-après le projet de plan d'action."
    ),
    "Italian": (
        "Il Consiglio dell'Unione europea ha adottato una risoluzione su una strategia rafforzata di "
        "cooperazione doganale. Le amministrazioni doganali degli Stati membri svolgono un ruolo fondamentale "
        "nella lotta contro il traffico illecito transfrontaliero di merci, e una stretta cooperazione tra le "
        "autorità doganali e le altre autorità competenti è indispensabile per l'adempimento dei loro "
        "compiti. Le delegazioni troveranno in allegato il progetto di piano d'azione."
    ),
    "Spanish": (
        "El Consejo de la Unión Europea adoptó una resolución sobre una estrategia reforzada de cooperación "
        "aduanera. Las administraciones de aduanas de los Estados miembros desempeñan un papel crucial en la "
        "lucha contra el tráfico ilícito transfronterizo de mercancías, y una estrecha cooperación entre las "
        "autoridades aduaneras y otras autoridades competentes es indispensable para el cumplimiento de sus "
        "tareas. Adjunto se remite a las delegaciones el proyecto de plan de acción."
    ),
    "Portuguese": (
        "O Conselho da União Europeia adotou uma resolução sobre uma estratégia reforçada de cooperação "
        "aduaneira. As administrações aduaneiras dos Estados-Membros desempenham um papel crucial na luta "
        "contra o tráfico ilícito transfronteiriço de mercadorias, e uma estreita cooperação entre as "
        "autoridades aduaneiras e outras autoridades competentes é indispensável para o cumprimento das suas "
        "tarefas. Envia-se em anexo às delegações o projeto de plano de ação."
    ),
    "Dutch": (
        "De Raad van de Europese Unie heeft een resolutie aangenomen over een versterkte strategie voor "
        "douanesamenwerking. De douaneadministraties van de lidstaten spelen een cruciale rol bij de "
        "bestrijding van de grensoverschrijdende illegale handel in goederen, en een nauwe samenwerking "
        "tussen de douaneautoriteiten en andere bevoegde autoriteiten is onmisbaar voor de vervulling van hun "
        "taken. Voor de delegaties gaat hierbij het ontwerp van het actieplan."
    ),
    "Danish": (
        "Rådet for Den Europæiske Union har vedtaget en resolution om en styrket strategi for toldsamarbejde. "
        "Medlemsstaternes toldmyndigheder spiller en afgørende rolle i bekæmpelsen af den grænseoverskridende "
        "ulovlige handel med varer, og et tæt samarbejde mellem toldmyndighederne og andre kompetente "
        "myndigheder er uundværligt for udførelsen af deres opgaver. Vedlagt følger til delegationerne "
        "udkastet til handlingsplan, som blev udarbejdet på møderne."
    ),
    "Swedish": (
        "Europeiska unionens råd har antagit en resolution om en förstärkt strategi för tullsamarbete. "
        "Medlemsstaternas tullförvaltningar spelar en avgörande roll i kampen mot den gränsöverskridande "
        "olagliga handeln med varor, och ett nära samarbete mellan tullmyndigheterna och andra behöriga "
        "myndigheter är nödvändigt för att de ska kunna fullgöra sina uppgifter. För delegationerna bifogas "
        "ett utkast till handlingsplan som utarbetades vid mötena."
    ),
    "Polish": (
        "Rada Unii Europejskiej przyjęła rezolucję w sprawie wzmocnionej strategii współpracy celnej. "
        "Administracje celne państw członkowskich odgrywają kluczową rolę w zwalczaniu transgranicznego "
        "nielegalnego obrotu towarami, a ścisła współpraca między organami celnymi oraz innymi właściwymi "
        "organami jest niezbędna do wykonywania ich zadań. Delegacje otrzymują w załączeniu projekt planu "
        "działania, który został przygotowany przez grupę na jej posiedzeniach w lutym i w marcu."
    ),
    "Finnish": (
        "Euroopan unionin neuvosto antoi päätöslauselman tulliyhteistyön tehostetusta strategiasta. "
        "Jäsenvaltioiden tullihallinnoilla on keskeinen asema rajat ylittävän laittoman tavarakaupan "
        "torjunnassa, ja tulliviranomaisten sekä muiden toimivaltaisten viranomaisten välinen tiivis "
        "yhteistyö on välttämätöntä, jotta ne voivat hoitaa tehtävänsä. Valtuuskunnille toimitetaan oheisena "
        "luonnos toimintasuunnitelmaksi, joka on valmisteltu kokouksissa ja jonka neuvosto on hyväksynyt."
    ),
    "Greek": (
        "Το Συμβούλιο της Ευρωπαϊκής Ένωσης εξέδωσε ψήφισμα για μια ενισχυμένη στρατηγική τελωνειακής "
        "συνεργασίας. Οι τελωνειακές διοικήσεις των κρατών μελών διαδραματίζουν καθοριστικό ρόλο στην "
        "καταπολέμηση της διασυνοριακής παράνομης διακίνησης εμπορευμάτων, και η στενή συνεργασία μεταξύ των "
        "τελωνειακών αρχών και των άλλων αρμόδιων αρχών είναι απαραίτητη για την εκπλήρωση των καθηκόντων "
        "τους."
    ),
    "Bulgarian": (
        "Съветът на Европейския съюз прие резолюция относно засилена стратегия за митническо сътрудничество. "
        "Митническите администрации на държавите членки играят решаваща роля в борбата с трансграничния "
        "незаконен трафик на стоки и тясното сътрудничество между митническите органи и другите компетентни "
        "органи е необходимо за изпълнението на техните задачи. Приложено се изпраща на делегациите проектът "
        "на план за действие."
    ),
    "Hungarian": (
        "Az Európai Unió Tanácsa állásfoglalást fogadott el a vámügyi együttműködés megerősített "
        "stratégiájáról. A tagállamok vámigazgatásai döntő szerepet játszanak a határokon átnyúló tiltott "
        "áruforgalom elleni küzdelemben, és a vámhatóságok, valamint a többi illetékes hatóság közötti szoros "
        "együttműködés elengedhetetlen ahhoz, hogy feladataikat ellássák. A delegációk mellékelten kézhez "
        "kapják a cselekvési terv tervezetét, amely az üléseken készült."
    ),
    "Czech": (
        "Rada Evropské unie přijala usnesení o posílené strategii pro celní spolupráci. Celní správy "
        "členských států hrají zásadní úlohu v boji proti přeshraničnímu nedovolenému obchodu se zbožím a "
        "úzká spolupráce mezi celními orgány a dalšími příslušnými orgány je nezbytná pro plnění jejich "
        "úkolů. Delegace naleznou v příloze návrh akčního plánu, který byl vypracován na zasedáních pracovní "
        "skupiny v únoru a který bude předložen Radě."
    ),
    "Romanian": (
        "Consiliul Uniunii Europene a adoptat o rezoluție privind o strategie consolidată pentru cooperarea "
        "vamală. Administrațiile vamale din statele membre joacă un rol esențial în lupta împotriva "
        "traficului ilicit transfrontalier de mărfuri, iar cooperarea strânsă între autoritățile vamale și "
        "alte autorități competente este indispensabilă pentru îndeplinirea sarcinilor lor. În anexă se pune "
        "la dispoziția delegațiilor proiectul de plan de acțiune."
    ),
    "Latvian": (
        "Eiropas Savienības Padome ir pieņēmusi rezolūciju par pastiprinātu stratēģiju muitas sadarbībai. "
        "Dalībvalstu muitas pārvaldēm ir būtiska nozīme cīņā pret preču nelikumīgu pārrobežu tirdzniecību, un "
        "cieša sadarbība starp muitas iestādēm un citām kompetentajām iestādēm ir nepieciešama, lai tās "
        "varētu veikt savus uzdevumus. Pielikumā delegācijām nosūtīts rīcības plāna projekts, kas tika "
        "sagatavots darba grupas sanāksmēs un ar ko tiek īstenota stratēģija."
    ),
    "Lithuanian": (
        "Europos Sąjungos Taryba priėmė rezoliuciją dėl sustiprintos muitinių bendradarbiavimo strategijos. "
        "Valstybių narių muitinių administracijos atlieka svarbų vaidmenį kovojant su tarpvalstybine "
        "neteisėta prekyba prekėmis, ir glaudus muitinių bei kitų kompetentingų institucijų bendradarbiavimas "
        "yra būtinas, kad jos galėtų vykdyti savo užduotis. Delegacijoms pridedamas veiksmų plano projektas, "
        "kuris buvo parengtas darbo grupės posėdžiuose ir kurį turi patvirtinti Taryba."
    ),
    "Estonian": (
        "Euroopa Liidu Nõukogu võttis vastu resolutsiooni tollikoostöö tõhustatud strateegia kohta. "
        "Liikmesriikide tolliasutustel on oluline roll võitluses piiriülese ebaseadusliku kaubavahetuse vastu "
        "ning tihe koostöö tolliasutuste ja muude pädevate asutuste vahel on nende ülesannete täitmiseks "
        "hädavajalik. Delegatsioonidele edastatakse lisas tegevuskava eelnõu, mis on ette valmistatud "
        "töörühma koosolekutel ja mille nõukogu peab heaks kiitma, et see saaks jõustuda."
    ),
    "Slovak": (
        "Rada Európskej únie prijala uznesenie o posilnenej stratégii pre colnú spoluprácu. Colné správy "
        "členských štátov zohrávajú zásadnú úlohu v boji proti cezhraničnému nedovolenému obchodu s tovarom a "
        "úzka spolupráca medzi colnými orgánmi a ostatnými príslušnými orgánmi je nevyhnutná na plnenie ich "
        "úloh. Delegácie nájdu v prílohe návrh akčného plánu, ktorý bol vypracovaný na zasadnutiach pracovnej "
        "skupiny a ktorý sa predloží Rade."
    ),
    "Slovenian": (
        "Svet Evropske unije je sprejel resolucijo o okrepljeni strategiji za carinsko sodelovanje. Carinske "
        "uprave držav članic imajo odločilno vlogo v boju proti čezmejni nezakoniti trgovini z blagom in "
        "tesno sodelovanje med carinskimi organi ter drugimi pristojnimi organi je nujno za izpolnjevanje "
        "njihovih nalog. V prilogi vam pošiljamo osnutek akcijskega načrta, ki ga je pripravila skupina na "
        "svojih sejah in ki ga bo sprejel Svet."
    ),
    "Croatian": (
        "Vijeće Europske unije donijelo je rezoluciju o pojačanoj strategiji za carinsku suradnju. Carinske "
        "uprave država članica imaju ključnu ulogu u borbi protiv prekogranične nezakonite trgovine robom, a "
        "bliska suradnja između carinskih tijela i drugih nadležnih tijela nužna je za ispunjavanje njihovih "
        "zadaća. Za delegacije se u prilogu nalazi nacrt akcijskog plana koji je pripremila radna skupina na "
        "svojim sastancima i koji će se podnijeti Vijeću."
    ),
    "Maltese": (
        "Il-Kunsill tal-Unjoni Ewropea adotta riżoluzzjoni dwar strateġija msaħħa għall-kooperazzjoni "
        "doganali. L-amministrazzjonijiet doganali tal-Istati Membri għandhom rwol kruċjali fil-ġlieda kontra "
        "t-traffikar illeċitu transkonfinali ta' merkanzija, u kooperazzjoni mill-qrib bejn l-awtoritajiet "
        "doganali u awtoritajiet kompetenti oħra hija indispensabbli għat-twettiq tal-kompiti tagħhom. "
        "Id-delegazzjonijiet isibu fl-anness l-abbozz ta' pjan ta' azzjoni."
    ),
    "Irish": (
        "Ghlac Comhairle an Aontais Eorpaigh rún maidir le straitéis threisithe don chomhar custaim. Tá ról "
        "ríthábhachtach ag riaracháin chustaim na mBallstát sa chomhrac i gcoinne na gáinneála aindleathaí "
        "trasteorann ar earraí, agus tá dlúthchomhar idir na húdaráis chustaim agus údaráis inniúla eile "
        "riachtanach chun a gcúraimí a chomhlíonadh. Gheobhaidh na toscaireachtaí an dréacht-phlean "
        "gníomhaíochta in éineacht leis seo."
    ),
    "Norwegian": (
        "Rådet har vedtatt en resolusjon om en styrket strategi for tollsamarbeid. Tollmyndighetene i "
        "medlemsstatene spiller en avgjørende rolle i kampen mot den grenseoverskridende ulovlige handelen "
        "med varer, og et nært samarbeid mellom tollmyndighetene og andre kompetente myndigheter er helt "
        "nødvendig for at de skal kunne utføre sine oppgaver. Delegasjonene finner vedlagt utkastet til "
        "handlingsplan som ble utarbeidet på møtene."
    ),
    "Ukrainian": (
        "Рада Європейського Союзу ухвалила резолюцію про посилену стратегію митного співробітництва. Митні "
        "адміністрації держав-членів відіграють вирішальну роль у боротьбі з транскордонним незаконним обігом "
        "товарів, а тісна співпраця між митними органами та іншими компетентними органами є необхідною для "
        "виконання їхніх завдань. Делегаціям надсилається проєкт плану дій, який було підготовлено на "
        "засіданнях."
    ),
}
"""The first sentences of a plan in the languages of the Union, and in two others."""
UNSURE = {
    "Norwegian": "is in another language than English; give its English version",
    "Ukrainian": "is in another script than that of English; give its English version",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_told(language: str, profile: Profile) -> None:
    """In short texts, in long ones, in capitals."""
    said = UNSURE.get(language, f"is in {language}; give its English version")
    text = TEXTS[language]
    for given in (text, "\n".join([text] * 9), text.upper()):
        with pytest.raises(UnreadableDocument, match=f"^plan {said}$"):
            check_legible("plan", given, legibility=profile.legibility)


def test_every_language_of_the_profile_has_its_text(profile: Profile) -> None:
    own, *others = (language.name for language in profile.legibility.languages)
    assert own == "English"
    assert {*others} == TEXTS.keys() - UNSURE.keys()


@pytest.mark.parametrize("mark", ["", "\f"], ids=["lines", "pages"])
def test_a_page_in_another_language_is_told_with_its_place(mark: str, source: SourceText, profile: Profile) -> None:
    text = f"{source.text}{mark}\n" + f"{TEXTS['French']}\n{mark}" * 20
    place = r"on pages? \d+(–\d+)?" if mark else r"in lines 7\d\d–\d+"
    with pytest.raises(UnreadableDocument, match=rf"^plan is in French {place}; give its English version$"):
        check_legible("plan", text, legibility=profile.legibility)


def test_foreign_names_in_a_text_are_no_other_language(source: SourceText, profile: Profile) -> None:
    names = "Direction générale des douanes et droits indirects, Agenzia delle dogane e dei monopoli\n" * 12
    check_legible("plan", source.text[:6000] + names + source.text[6000:], legibility=profile.legibility)
    check_legible("plan", "Ministerio de Hacienda de España y de la Unión\n", legibility=profile.legibility)
