"""Make training data of the domain: military news as Universal Dependencies trees.

    python training/domain.py --data ../shared/data --out /tmp/domain --compose 3000 --substitute 6000
    --seed 1

The treebanks hold few airstrikes. Two generators make up for it, each the same for the same seed.
`substitute` puts words of the trade into gold trees of EWT and GUM, form for form: any syntax, the
words of the domain. `compose` writes news from a grammar, annotated as EWT would: the constructions
of conflict news. The composed text is taken from nowhere, and its events are invented. Labels follow
the treebanks where they differ from the guidelines ("Tikrit, Iraq" is `appos`, "two million" `compound`).
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

import treebanks
from treebanks import Sentence, Word

# words ------------------------------------------------------------------------------------------------


def words(text: str) -> tuple[str, ...]:
    """Split a list that is written as a text; "_" stands for the blank in a phrase."""
    return tuple(word.replace("_", " ") for word in text.split())


def entries(text: str) -> Iterator[list[str]]:
    """Yield the words of each entry of a table that is written as a text."""
    return (entry.split() for entry in text.split("/"))


IRREGULAR = {
    base: (past, participle)
    for base, past, participle in entries(
        """be was been / beat beat beaten / begin began begun / bind bound bound / bleed bled bled / blow
        blew blown / break broke broken / bring brought brought / build built built / burn burned burned /
        bury buried buried / buy bought bought / catch caught caught / come came come / cut cut cut / dig
        dug dug / do did done / drive drove driven / fall fell fallen / feed fed fed / fight fought fought
        / find found found / flee fled fled / fly flew flown / get got got / give gave given / go went
        gone / have had had / hide hid hidden / hit hit hit / hold held held / hurt hurt hurt / keep kept
        kept / know knew known / lay laid laid / lead led led / leave left left / lose lost lost / make
        made made / meet met met / overrun overran overrun / oversee oversaw overseen / pay paid paid /
        put put put / rebuild rebuilt rebuilt / retake retook retaken / ride rode ridden / rise rose risen
        / run ran run / say said said / see saw seen / seek sought sought / sell sold sold / send sent
        sent / set set set / shake shook shaken / shoot shot shot / show showed shown / shut shut shut /
        sink sank sunk / spread spread spread / steal stole stolen / strike struck struck / sweep swept
        swept / take took taken / tear tore torn / tell told told / think thought thought / throw threw
        thrown / undertake undertook undertaken / withdraw withdrew withdrawn / write wrote written"""
    )
}
DOUBLING = frozenset(
    words(
        """ban bar compel control drop equip expel fit gun jam kidnap mob nab occur patrol pin plan plot ram
        repel rig rip rob stab step stop tip trap"""
    )
)
PLURALS: dict[str, str] = dict(
    entries(
        """gunman gunmen / policeman policemen / serviceman servicemen / militiaman militiamen / man men /
        woman women / child children / schoolchild schoolchildren / guardsman guardsmen / fisherman
        fishermen / tribesman tribesmen / spokesman spokesmen / aircraft aircraft / personnel personnel /
        police police / people people / person people / troop troops / headquarters headquarters /
        barracks barracks / mujahid mujahideen / khwarij khwarij / gendarme gendarmes / thief thieves /
        life lives / body bodies / series series / wolf wolves / policewoman policewomen / airman airmen /
        crewman crewmen / hitman hitmen / infantryman infantrymen"""
    )
)
PTAN = frozenset({"troops", "headquarters", "barracks", "arms", "goods"})

PASSIVE = "Tense=Past|VerbForm=Part|Voice=Pass"
PERFECT = "Tense=Past|VerbForm=Part"
PARTICIPLE = "Tense=Pres|VerbForm=Part"
GERUND = "VerbForm=Ger"
INFINITIVE = "VerbForm=Inf"


@dataclass(frozen=True)
class Verb:
    """The forms of a verb, and the particle that goes with it."""

    base: str
    past: str
    participle: str
    gerund: str
    third: str
    particle: str = ""

    def form(self, xpos: str) -> str:
        """Return the form that a tag of the Penn Treebank asks for."""
        forms = {"VBD": self.past, "VBN": self.participle, "VBG": self.gerund, "VBZ": self.third}
        return forms.get(xpos, self.base)


@cache
def verb(written: str) -> Verb:
    """Conjugate a verb; "shoot+down" has a particle.

    >>> verb("shoot+down").past, verb("defuse").gerund, verb("repel").participle, verb("ambush").third
    ('shot', 'defusing', 'repelled', 'ambushes')
    """
    base, _, particle = written.partition("+")
    double = base[-1] if base in DOUBLING else ""
    if base.endswith("e"):
        past, gerund = base + "d", base[:-1] + "ing" if base[-2:] not in {"ee", "ye"} else base + "ing"
    elif base.endswith("y") and base[-2] not in "aeiou":
        past, gerund = base[:-1] + "ied", base + "ing"
    else:
        past, gerund = base + double + "ed", base + double + "ing"
    if base in {"run", "cut", "hit", "put", "set", "dig", "get", "begin", "overrun", "shut"}:
        gerund = base + base[-1] + "ing"
    if base == "die":
        past, gerund = "died", "dying"
    hissing = base.endswith(("s", "sh", "ch", "x", "z", "o"))
    third = {"have": "has", "be": "is"}.get(base) or (
        base + "es"
        if hissing
        else base[:-1] + "ies"
        if base.endswith("y") and base[-2] not in "aeiou"
        else base + "s"
    )
    past, participle = IRREGULAR.get(base, (past, past))
    return Verb(base, past, participle, gerund, third, particle)


def plural(noun: str) -> str:
    """Return the plural of a noun.

    >>> plural("gunman"), plural("battery"), plural("blast"), plural("ambush")
    ('gunmen', 'batteries', 'blasts', 'ambushes')
    """
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")


def verbs(text: str) -> tuple[Verb, ...]:
    """Read a list of verbs."""
    return tuple(verb(word) for word in text.split())


# What is done to people, to places and positions, to things found, to things that fly.
TO_PEOPLE = verbs(
    """kill kill kill wound injure arrest arrest detain capture apprehend nab seize neutralise neutralize
    eliminate shoot gun+down ambush attack target kidnap abduct behead execute free rescue release hold
    question interrogate evacuate disarm surround round+up take+out engage fight repel strike hit bomb
    hunt+down track+down liquidate slaughter massacre hang torture stab hack assassinate murder trap pursue
    chase expel deport extradite parade corner overpower intercept confront encircle obliterate annihilate
    martyr lose send recruit train arm back support shield protect guard bury identify name"""
)
TO_PLACES = verbs(
    """bomb shell strike hit pound target raid storm seize capture retake recapture clear surround besiege
    overrun liberate torch bombard attack destroy dismantle search comb sweep cordon+off seal+off blow+up
    demolish ransack loot level flatten burn+down engage encircle reach enter secure hold abandon defend
    infiltrate patrol evacuate occupy shut+down raze damage rocket mortar strafe pummel blast hammer assault
    penetrate invade blockade reclaim take+over take control surround isolate fortify rebuild vacate lose
    inspect scour mine breach approach"""
)
TO_ARMS = verbs(
    """seize recover confiscate find discover intercept uncover destroy impound dig+up surrender hand+over
    capture unearth locate collect dismantle remove steal lose smuggle transport hide store plant lay carry
    disable blow+up retrieve clear abandon display burn drop fire launch test deploy buy sell supply"""
)
TO_BOMBS = verbs(
    "defuse defuse detonate detonate plant lay find dismantle neutralise set+off trigger hide clear bury"
)
TO_AIRCRAFT = verbs(
    "shoot+down shoot+down shoot+down down down intercept intercept destroy bring+down track jam launch "
    "lose fly scramble "
    "detect engage shell hit repel neutralize"
)
TO_DEEDS = verbs(
    """carry+out carry+out carry+out conduct conduct launch launch mount stage foil thwart repel repulse
    execute perform undertake plan prepare coordinate lead order begin start resume halt suspend end stop
    condemn claim announce report confirm deny intensify complete continue commence call+off prevent disrupt
    plot avert oversee fight+off authorize step+up"""
)
DEED_FOR_FORCES = verbs(
    "carry+out carry+out conduct conduct conduct launch launch mount stage execute perform undertake lead "
    "begin start "
    "resume complete commence step+up intensify"
)
DEED_FOR_FOES = verbs("foil thwart repel repulse prevent disrupt avert fight+off beat+back stop")
HAPPEN = verbs(
    "explode detonate go+off crash land erupt break+out occur collapse fail begin end intensify continue "
    "resume escalate "
    "spread subside"
)
MOVE = verbs(
    "surrender flee escape withdraw retreat advance attack patrol arrive die deploy fight fire disappear "
    "gather retaliate "
    "resist regroup pull+out pull+back dig+in hold+out fall+back move+in close+in return respond "
    "counterattack "
    "infiltrate desert defect mutiny demonstrate march drown bleed starve perish survive"
)
BLASTS = verbs(
    "kill kill wound injure hit strike destroy damage rock rip kill shake target leave claim injure maim "
    "demolish shatter"
)
CAUSES = verbs("follow prompt trigger spark spoil end interrupt disrupt mark cause precede provoke force")

FIGHTERS = words(
    """militant militant insurgent terrorist extremist jihadist jihadi islamist rebel rebel gunman gunman
    fighter fighter bandit bandit guerrilla attacker assailant bomber suspect criminal gangster kidnapper
    abductor pirate trafficker smuggler separatist operative element remnant cadre maoist militiaman
    dissident sniper infiltrator accomplice hijacker raider rustler recruit courier sympathiser collaborator
    outlaw hitman perpetrator arsonist intruder mercenary khwarij facilitator financier deserter mutineer
    vigilante invader saboteur combatant warlord naxalite poacher looter"""
)
SOLDIERS = words(
    """soldier soldier soldier policeman officer gendarme guard guardsman paratrooper marine sailor serviceman
    commando trooper jawan ranger peacekeeper constable conscript recruit detective legionnaire pilot
    fusilier peshmerga reservist sapper gunner airman medic sergeant sniper crewman scout infantryman
    police_officer border_guard security_guard prison_guard service_member"""
)
CIVILIANS = words(
    """civilian civilian villager resident child woman boy girl farmer worker passenger journalist bystander
    student pupil worshipper shepherd trader merchant teacher doctor nurse driver fisherman pilgrim
    shopkeeper refugee herder commuter motorist priest imam cleric elder tourist labourer hostage captive
    prisoner detainee civilian protester lawmaker politician mayor judge prosecutor engineer miner musician
    baby toddler teenager mother tribesman chief person person person man man migrant schoolchild volunteer
    contractor aid_worker health_worker crew_member"""
)
LEADERS = words(
    """commander commander leader leader chief emir kingpin ringleader mastermind warlord deputy planner
    facilitator spokesman head operative member bomb-maker recruiter financier fighter field_commander
    senior_commander explosives_expert military_chief"""
)
AIRCRAFT = words(
    "jet warplane helicopter drone aircraft fighter_jet gunship plane bomber fighter attack_helicopter "
    "chopper UAV"
)
FLYING = words(
    "drone drone drone helicopter warplane missile rocket jet plane fighter_jet cruise_missile "
    "ballistic_missile "
    "quadcopter UAV balloon glide_bomb aircraft attack_drone projectile"
)
SITES = words(
    """hideout camp base convoy position checkpoint compound outpost headquarters bunker depot bridge tunnel
    vehicle market mosque village safehouse stronghold airfield prison building house church school hospital
    barracks factory farm enclave cave trench refinery pipeline dam port airport station post patrol patrol
    camp_site stadium hotel embassy bank shrine bus train ship vessel boat tanker truck town hilltop hill
    garrison warehouse laboratory workshop cell fortification embankment junction border_post police_station
    training_camp supply_route command_post fighting_position staging_area mortar_position weapons_depot
    ammunition_dump bomb_factory power_plant fuel_depot radar oil_refinery army_base air_base
    air_defence_system rocket_launcher military_base safe_house logistics_hub gun_position tactical_unit
    observation_post railway_line launch_site"""
)
ARMS = words(
    """rifle rocket grenade mortar mine pistol vehicle bomb detonator missile launcher motorcycle truck shell
    drone landmine IED explosive weapon gun machine_gun assault_rifle magazine cartridge round hand_grenade
    mortar_shell suicide_vest explosive_device improvised_explosive_device rocket_launcher bomb sniper_rifle
    tank howitzer radio mobile_phone pickup machete boat passport document laptop flag uniform
    explosive_belt artillery_piece mortar_round RPG fuse car_bomb barrel_bomb armoured_vehicle booby_trap
    tunnel cache arms_cache weapons_cache"""
)
STUFF = words(
    "ammunition explosive weaponry fuel heroin cocaine ammonium_nitrate TNT food medicine equipment "
    "livestock hashish opium "
    "dynamite cannabis"
)
DEEDS = words(
    """raid raid attack attack airstrike airstrike strike strike operation operation ambush offensive assault
    bombing shelling clash explosion blast shootout firefight crackdown incursion bombardment sweep patrol
    mission incident massacre shooting kidnapping abduction assassination drone_strike air_strike air_raid
    suicide_attack suicide_bombing car_bombing bomb_attack gun_battle mortar_attack rocket_attack
    missile_strike search_operation clearance_operation counterattack counteroffensive gunfight skirmish
    encounter battle siege campaign roadside_bombing sortie artillery_strike grenade_attack night_raid
    military_operation security_operation rescue_operation infiltration barrage missile_attack drone_attack
    air_assault cross-border_raid"""
)
EVENT_NOUNS = frozenset(deed.split()[-1] for deed in DEEDS)
MASS_DEEDS = words(
    "shelling fighting gunfire violence bombardment fire artillery_fire sniper_fire mortar_fire bombing "
    "unrest"
)
UNITS = words(
    "battalion brigade division regiment squadron company platoon corps unit squad army patrol contingent "
    "column"
)
FORCES = words(
    "army army army military military police navy government coalition militia air_force gendarmerie "
    "coast_guard intelligence_service "
    "border_police military_police federal_police national_guard security_service special_police regime "
    "junta alliance"
)
FORCE_HEADS = words(
    """force force force troop troop troop soldier soldier jet warplane helicopter drone aircraft commando
    policeman officer fighter gunship unit gunner ranger marine paratrooper engineer militiaman personnel
    operative agent patrol team pilot guard police authority sapper peacekeeper tank"""
)
FORCE_KINDS = words(
    "security security security army government government police coalition navy border special~ joint~ "
    "federal~ "
    "tribal~ local~ military~ regime air ground~ allied~ loyalist rebel elite~ army intelligence "
    "counter-terrorism "
    "pro-government~ peacekeeping infantry artillery state regular~ armed~"
)
FOE_KINDS = words(
    "suspected! suspected! armed~ unidentified~ unknown~ foreign~ heavily_armed~ masked! local~ notorious~"
    " wanted! "
    "fleeing. hooded! alleged~ Islamist~ separatist rebel tribal~ rival~ enemy hardcore~ dangerous~ dreaded!"
)
SITE_KINDS = words(
    "rebel military~ suspected! tactical~ enemy ammunition training army police weapons strategic~ key~ "
    "remote~ abandoned! "
    "residential~ crowded! former~ border fortified! underground~ main~ nearby~ makeshift~ insurgent "
    "militant terrorist "
    "bandit logistics forward~ civilian~ heavily_guarded!"
)
DEED_KINDS = words(
    "joint~ major~ deadly~ overnight~ coordinated! suicide drone air bomb rocket mortar night dawn "
    "surprise military~ special~ "
    "large-scale~ fierce~ heavy~ fresh~ new~ separate~ similar~ clearance massive~ complex~ search bloody~"
    " precision "
    "predawn~ retaliatory~ aerial~ brazen~ twin~ multiple~ successful~ targeted! planned! failed! "
    "sustained! intelligence-based! "
    "cross-border~ botched! indiscriminate~ daring~ routine~ ground rescue"
)
ARM_KINDS = words(
    "heavy~ light~ anti-tank~ anti-aircraft~ homemade~ unexploded~ powerful~ long-range~ loaded! "
    "automatic~ stolen! live~ large~ "
    "small~ hidden! Iranian-made! Russian-made! loitering. locally_made! unregistered~ camouflaged! "
    "remote-controlled!"
)
MAKES = words(
    "AK-47 PKM RPG-7 Katyusha Kalashnikov Grad M16 Shahed DShK T-72 Humvee Toyota Kornet TOW HIMARS Su-25 "
    "MiG-29 F-16 Mi-24 Apache"
)

NATIONS = words(
    """Iraqi Syrian Turkish Afghan Pakistani Indian Nigerian Somali Kenyan Malian French Russian Ukrainian
    Israeli Saudi Yemeni Egyptian Libyan Sudanese Congolese Ugandan Ethiopian Philippine Colombian Mexican
    American British Iranian Lebanese Kurdish Chadian Cameroonian Burkinabe Jordanian Algerian Tunisian Thai
    Indonesian Burmese Rwandan Burundian Haitian Palestinian Mozambican Nigerien Armenian Azerbaijani
    Georgian Eritrean Emirati Bangladeshi Peruvian Venezuelan Brazilian"""
)
COUNTRIES = words(
    """Iraq Syria Turkey Afghanistan Pakistan India Nigeria Somalia Kenya Mali France Russia Ukraine Israel
    Yemen Egypt Libya Sudan Uganda Ethiopia Colombia Mexico Iran Lebanon Chad Cameroon Niger Mozambique
    Burundi Rwanda Haiti Myanmar Thailand Indonesia Jordan Algeria Tunisia Armenia Azerbaijan Georgia
    Bangladesh Peru Ecuador Honduras Eritrea Gaza Crimea Kashmir Kosovo Benin Togo Ghana Senegal Congo
    South+_Sudan North+_Korea Saudi~_Arabia Burkina_Faso Ivory+_Coast Sierra_Leone Sri_Lanka
    Papua_New_Guinea"""
)
PLACES = words(
    """Mosul Kirkuk Tikrit Fallujah Ramadi Hit Baiji Raqqa Aleppo Idlib Homs Hama Palmyra Deir_ez-Zor Kobani
    Afrin Manbij Tal_Afar Sinjar Hawija Baqubah Samarra Basra Kandahar Kunduz Helmand Ghazni Lashkar_Gah
    Nangarhar Khost Kabul Jalalabad Herat Quetta Peshawar Miranshah Waziristan Bannu Bajaur Khyber Karachi
    Kulgam Pulwama Bastar Sukma Bijapur Dantewada Imphal Maiduguri Borno Yobe Zamfara Katsina Kaduna Sokoto
    Sambisa Baga Damboa Gwoza Konduga Birnin_Gwari Shiroro Diffa Agadez Tillaberi Menaka Gao Kidal Timbuktu
    Mopti Djibo Dori Ouagadougou Mogadishu Kismayo Baidoa Afgooye Galmudug Lower~_Shabelle Jilib Lamu
    Mandera Garissa Goma Bunia Beni Ituri Bukavu Rutshuru Masisi Uvira El_Fasher El_Geneina Khartoum
    Omdurman Darfur South+_Kordofan Tigray Mekelle Gondar Amhara Oromia Palma Macomia Cabo_Delgado Benghazi
    Sirte Tripoli Derna Misrata Sinai el-Arish Rafah Khan_Younis Gaza+_City Jenin Nablus Hebron Sidon Tyre
    Nabatieh Sanaa Aden Hodeidah Marib Taiz Saada Donetsk Luhansk Bakhmut Avdiivka Kherson Kharkiv Odesa
    Mykolaiv Zaporizhzhia Sumy Belgorod Kursk Rostov Grozny Makhachkala Marawi Jolo Basilan Cotabato Patikul
    Zamboanga Poso Pattani Narathiwat Yala Rakhine Sagaing Mindat Loikaw Lashio Medellin Cali Cauca Arauca
    Tumaco Catatumbo Tijuana Culiacan Sinaloa Michoacan Port-au-Prince Ciudad_Juarez San_Vicente Diyarbakir
    Hakkari Sirnak Cizre Qandil Sirnak Dohuk Makhmour al-Qaim al-Bab al-Hasakah al-Tanf al-Shirqat
    Ras_al-Ain"""
)
REGIONS = words(
    """Anbar Diyala Nineveh Salahuddin Hasakah Daraa Latakia Helmand Uruzgan Paktika Kunar Wardak Balochistan
    Punjab Sindh Borno Adamawa Plateau Benue Kivu Ituri Kordofan Darfur Tigray Afar Amhara Gedo Bay Hiran
    Shabwa Hadramaut Abyan Bayda Kherson Donetsk Luhansk Kharkiv Sulu Maguindanao Chin Shan Kayah Kachin
    Cauca Choco Guerrero Jalisco Tamaulipas Sinai Lac Soum Oudalan Koulikoro Segou Zinder Tahoua Manica
    Nampula Chhattisgarh Jharkhand Manipur Assam Sirnak Hakkari"""
)
AREAS = words(
    "province province province district district region state area governorate county municipality sector"
    " subdistrict valley"
)
GROUPS = words(
    """ISIS ISIS ISIL Daesh IS Taliban al-Qaeda al-Shabaab PKK YPG SDF Hezbollah Hamas Houthi TTP JNIM ISWAP
    M23 ADF FARC ELN LRA RSF AQAP AQIM Ansar_al-Sharia Boko_Haram Boko_Haram Abu_Sayyaf Jabhat_al-Nusra
    Lashkar-e-Taiba Jaish-e-Mohammed Ansar_Dine Islamic~_State Islamic~_State Islamic~_Jihad Fatah Janjaweed
    Wagner CODECO Fano Mai-Mai NPA MILF BRP al-Nusra al-Mourabitoun Ansaru Jamaah_Islamiyah ULFA PLA
    Kata'ib_Hezbollah Asaib_Ahl_al-Haq Hashd_al-Shaabi Peshmerga Revolutionary+_Guards Azov Arakan+_Army
    Karen~_National~_Union Free~_Syrian~_Army Gulf+_Cartel Shining~_Path Haqqani+_Network"""
)
NAMED_FORCES = words(
    """Syrian~_Democratic~_Forces Iraqi~_Security+_Forces Multinational~_Joint~_Task+_Force African~_Union
    Federal~_Police Lebanese~_Army Indian~_Army Armed~_Forces Nigerian~_Air+_Force Libyan~_National~_Army
    Popular~_Mobilization+_Forces Central~_Command Counter~_Terrorism+_Service Joint~_Task+_Force
    Rapid~_Support+_Forces Border+_Security+_Force Afghan~_National~_Army Royal~_Air+_Force United~_Nations
    NATO CENTCOM MINUSMA AMISOM MONUSCO UNIFIL Pentagon FSB SBU DSS Frontier+_Corps
    Civilian~_Joint~_Task+_Force Special~_Operations+_Command Rangers General~_Staff National~_Guard
    Coast+_Guard"""
)
ACRONYMS = words("SDF ISF MNJTF AU LNA PMF RSF BSF ANA NPA FDLR CJTF JTF NSAG LTTE CRPF SSG DRG")
FIRST = words(
    """Ahmed Mohammed Ali Hassan Omar Abdul Yusuf Ibrahim Khalid Mahmoud Saad Jamal Hamid Tariq Sergei Ivan
    John Pierre Musa Bashir Aliyu Juan Carlos Raj Imran Farid Sami Rashid Nouri Oleksandr Dmitry Andriy Ana
    Maria Fatima Amina Grace Joseph David Daniel Emmanuel Moussa Abdoulaye Tadesse Getachew Nyi Aung Ramon
    Rodrigo Miguel Vikram Sanjay Arjun Mehmet Hakan Zeynep Reza Javad Elias Georges Marc Thomas Peter
    Michael Ryan Sarah Karen"""
)
LAST = words(
    """Hassan Ibrahim Khan Mohamud Abubakar Petrov Jones al-Jubouri al-Baghdadi al-Masri al-Obeidi Rahman
    Sharif Ahmadi Singh Dupont Garcia Mohammed Yusuf Osman Warsame Karimi al-Zarqawi al-Libi Haqqani Danjuma
    Nwachukwu Shekau Traore Coulibaly Kabore Diallo Mbeki Kagame Tesfaye Alemu Htun Win Reyes Santos Mendoza
    Castillo Perez Sharma Rathore Yilmaz Demir Hosseini Rezaei Khoury Haddad Martin Doyle Warren Davis
    Kovalenko Shevchenko Sokolov Volkov Bello Okafor"""
)
KUNYAS = words(
    "Abu_Omar Abu_Bakr Abu_Hamza Abu_Musab Abu_Sayed Abu_Walid Abu_Yahya Mullah_Omar Abu_Jihad Abu_Fatima "
    "Haji_Bashir"
)
RANKS = words(
    "Col. Gen. Maj. Lt. Capt. Brig. Sgt. Colonel General Major Captain Lieutenant Sergeant Sheikh "
    "President Admiral Brigadier Mullah"
)
OFFICES = words(
    "spokesman commander chief governor mayor official minister secretary adviser director coordinator "
    "spokeswoman analyst"
)
PEOPLES = words(
    "Palestinians Iraqis Syrians Kurds Yazidis Shiites Christians Hazaras Israelis Russians Ukrainians "
    "Afghans Houthis Tuaregs Nigerians"
)
PLURAL_NAMES = frozenset(
    (*PEOPLES, "Forces", "Nations", "States", "Rangers", "Guards", "Operations", "Marines", "Helmets")
)
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = words("January February March April May June July August September October November December")
SHORT_MONTHS = words("Jan. Feb. Aug. Sept. Oct. Nov. Dec.")
SMALL = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty fifty"
)
SAYERS = words(
    "official officer spokesman minister witness resident commander lawmaker doctor statement report source"
)
SAY = verbs("say say say say say say announce report add claim confirm state insist warn note explain")
AGENCIES = words(
    "Reuters AFP CNN Xinhua Anadolu TASS Interfax SANA Al-Jazeera BBC reporters journalists the_newspaper "
    "the_agency"
)
SYLLABLES = words(
    "ba da ga ka la ma na ra sa ta za ja bo do go ko mo no ro so to zo bi di gi ki li mi ni ri si ti zi ku"
    " lu mu ru shu du"
)
ENDINGS = words("bad n r k stan grad vka pur sh h l t m iya awi wa ra nda mba ri du go zi rg")
ADJECTIVE_WORDS = frozenset(
    words(
        """explosive ballistic improvised armoured armored tactical military mobile senior special federal
        national safe ground cross-border heavy light civilian long-range small"""
    )
)

# trees ------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Node:
    """A word with its dependents, those to its left and those to its right, in order."""

    form: str
    upos: str
    xpos: str
    feats: str = ""
    lemma: str = ""
    tight: bool = False  # no blank before
    glued: bool = False  # no blank after
    left: list[tuple[str, "Node"]] = field(default_factory=list)
    right: list[tuple[str, "Node"]] = field(default_factory=list)

    @property
    def many(self) -> bool:
        """Whether a verb agrees in the plural."""
        several = self.upos == "NUM" and self.form not in {"one", "1"}
        joined = any(dep == "conj" for dep, _ in self.right)
        return joined or several or "Number=Plur" in self.feats or "Number=Ptan" in self.feats

    @property
    def core(self) -> "Node":
        """The noun that is meant: "men" in "dozens of men"."""
        last = self.right[-1] if self.right else ("", self)
        of = any(dep == "case" and child.form == "of" for dep, child in last[1].left)
        return last[1].core if last[0] == "nmod" and of else self

    @property
    def first(self) -> "Node":
        """The leftmost word."""
        return self.left[0][1].first if self.left else self

    def pre(self, dep: str, node: "Node") -> "Node":
        """Put a dependent at the far left."""
        self.left.insert(0, (dep, node))
        return self

    def near(self, dep: str, node: "Node") -> "Node":
        """Put a dependent directly before the word."""
        self.left.append((dep, node))
        return self

    def post(self, dep: str, node: "Node") -> "Node":
        """Put a dependent at the far right."""
        self.right.append((dep, node))
        return self

    def nmod(self, preposition: str, node: "Node") -> "Node":
        """Add a prepositional phrase to a noun."""
        return self.post("nmod", after(preposition, node))

    def obl(self, preposition: str, node: "Node") -> "Node":
        """Add a prepositional phrase to a verb, an adjective or an adverb."""
        return self.post("obl", after(preposition, node))

    def agent(self, node: "Node") -> "Node":
        """Add "by" somebody to a verb in the passive."""
        return self.post("obl:agent", after("by", node))

    def aside(self, dep: str, node: "Node") -> "Node":
        """Add something between commas."""
        return self.post(dep, infix(node)).post("punct", punct())

    def owning(self) -> "Node":
        """Add the "'s" of the genitive."""
        return self.post("case", Node("'s", "PART", "POS", tight=True))


CLOSERS = frozenset({",", ".", ";", ":", "?"})
SPOKEN_AN = (
    "8",
    "11 ",
    "18 ",
    "F-",
    "MiG",
    "RPG",
    "IED",
    "ISIS",
    "ISIL",
    "ISWAP",
    "NPA",
    "LTTE",
    "hour",
    "M16",
    "FBI",
    "SBU",
    "SDF",
    "FSB",
    "LRA",
    "M23",
)
SPOKEN_A = (
    "unit",
    "unif",
    "union",
    "uniq",
    "univ",
    "unanim",
    "one",
    "US",
    "U.S",
    "UN",
    "UK",
    "eu",
    "Eu",
    "Uga",
    "Ukr",
    "UAV",
    "use",
    "usu",
    "NATO",
)


def linearize(root: Node, *, capital: bool = True) -> tuple[Word, ...]:
    """Write a tree as words in order; commas that meet another mark go."""
    order: list[tuple[Node, str, Node]] = []

    def walk(node: Node, dep: str, head: Node) -> None:
        for child_dep, child in node.left:
            walk(child, child_dep, node)
        order.append((node, dep, head))
        for child_dep, child in node.right:
            walk(child, child_dep, node)

    walk(root, "ROOT", root)
    closing = {")", '"', "”"}
    order = [
        item
        for item, after in zip(order, [*order[1:], None], strict=True)
        if not (
            item[0].form == ","
            and (
                after is None or after[0].form in CLOSERS or (after[0].tight and after[0].form in {")", "—"})
            )
        )
    ]
    if len(order) > 1 and order[-1][0].form == "." and order[-2][0].form.endswith("."):
        order.pop()  # "a.m." ends a sentence by itself
    place = {id(node): i for i, (node, _, _) in enumerate(order)}
    forms = [node.form for node, _, _ in order]
    for i, (node, _, _) in enumerate(order[:-1]):
        if node.lemma == "a" and node.upos == "DET":
            forms[i] = article(forms[i + 1])
    for i, (node, _, _) in enumerate(order[1:-1], 1):
        if node.xpos == "``":
            forms[i + 1] = forms[i + 1][:1].upper() + forms[i + 1][1:]
    if capital:
        first = next((i for i, form in enumerate(forms) if form[0].isalnum()), 0)
        forms[first] = forms[first][:1].upper() + forms[first][1:]
    return tuple(
        Word(
            form=forms[i],
            lemma=node.lemma or node.form,
            upos=node.upos,
            xpos=node.xpos,
            feats=node.feats,
            head=place[id(head)],
            dep=dep,
            space=not (
                node.glued
                or (
                    i + 1 < len(order)
                    and (order[i + 1][0].tight or order[i + 1][0].form in CLOSERS | closing - {'"', "”"})
                )
            ),
        )
        for i, (node, dep, head) in enumerate(order)
    )


def article(after: str) -> str:
    """Return "a" or "an" as the next word asks.

    >>> article("airstrike"), article("unit"), article("IED"), article("U.S."), article("raid"), article("18")
    ('an', 'a', 'an', 'a', 'a', 'an')
    """
    if (after + " ").startswith(SPOKEN_AN):
        return "an"
    return "an" if after[0].lower() in "aeiou" and not after.startswith(SPOKEN_A) else "a"


def punct(form: str = ",", *, tight: bool = False, glued: bool = False) -> Node:
    """Return a punctuation mark."""
    tag = {",": ",", ".": ".", "(": "-LRB-", ")": "-RRB-", "-": "HYPH", "?": "."}.get(form, ":")
    return Node(form, "PUNCT", tag, tight=tight, glued=glued)


def noun(form: str, *, many: bool = False) -> Node:
    """Return a common noun with what a phrase such as "improvised explosive device" puts before it."""
    *before, last = form.split()
    shape = plural(last) if many else last
    feats = "Number=Ptan" if shape in PTAN else "Number=Plur" if many else "Number=Sing"
    node = Node(shape, "NOUN", "NNS" if many else "NN", feats, last)
    for part in reversed(before):
        node.pre(
            *modifier(
                part
                + (
                    "~"
                    if part in ADJECTIVE_WORDS and part != "improvised"
                    else "!"
                    if part == "improvised"
                    else ""
                )
            )
        )
    return hyphened(node)


def modifier(written: str) -> tuple[str, Node]:
    """Read "deadly~" (adjective), "planned!", "fleeing." (participles), "rebel" (noun), "heavily armed~"."""
    kind = written[-1] if written[-1] in "~!." else ""
    *before, last = written.rstrip("~!.").split()
    node, dep = {
        "~": (adj(last), "amod"),
        "!": (Node(last, "VERB", "VBN", PASSIVE), "amod"),
        ".": (Node(last, "VERB", "VBG", GERUND), "amod"),
        "": (Node(last, "NOUN", "NN", "Number=Sing"), "compound"),
    }[kind]
    if (
        kind == ""
        and last.endswith("s")
        and last not in {"headquarters", "border-guards"}
        and not last.endswith("ss")
    ):
        node = Node(last, "NOUN", "NNS", "Number=Plur", last[:-1])
    for part in before:
        node.pre(
            "advmod" if kind else "compound", adv(part) if kind else Node(part, "NOUN", "NN", "Number=Sing")
        )
    node = hyphened(node)
    return ("compound" if node.upos == "NOUN" else dep), node


PREFIXES = frozenset(words("anti pro counter cross ex multi non pre co"))


def hyphened(node: Node) -> Node:
    """Split "Iranian-made" as the tokenizer does; the last part is the head."""
    if "-" not in node.form or not node.form.replace("-", "").isalpha():
        return node
    *before, last = node.form.split("-")
    node.form, node.lemma = last, node.lemma.split("-")[-1]
    at = len(node.left)
    for part in before:
        if part.lower() in PREFIXES:
            child = Node(part, "ADJ", "AFX")
        elif part[0].isupper() or part in {"long", "large", "small", "high", "low"}:
            child = adj(part)
        else:
            child = Node(part, "NOUN", "NN", "Number=Sing")
        if part in {"long", "large", "small", "high", "low"} and node.upos == "ADJ":
            node.upos, node.xpos, node.feats = "NOUN", "NN", "Number=Sing"
        dep = "amod" if child.xpos == "JJ" and node.upos == "NOUN" else "compound"
        child.post("punct", punct("-", tight=True, glued=True))
        node.left.insert(at, (dep, child))
        at += 1
    return node


def adj(form: str, degree: str = "Pos") -> Node:
    """Return an adjective."""
    return Node(form, "ADJ", {"Pos": "JJ", "Cmp": "JJR", "Sup": "JJS"}[degree], f"Degree={degree}")


def adv(form: str) -> Node:
    """Return an adverb."""
    return Node(
        form,
        "ADV",
        "RBR" if form in {"later", "earlier"} else "RB",
        "Degree=Cmp" if form in {"later", "earlier"} else "",
    )


def adp(form: str) -> Node:
    """Return a preposition."""
    return Node(form, "ADP", "IN")


def mark(form: str) -> Node:
    """Return a subordinating conjunction, or the "to" of an infinitive, or "when"."""
    if form == "to":
        return Node(form, "PART", "TO")
    if form == "when":
        return Node(form, "ADV", "WRB", "PronType=Int")
    return Node(form, "SCONJ", "IN")


def cc(form: str = "and") -> Node:
    """Return a coordinating conjunction."""
    return Node(form, "CCONJ", "CC")


def num(form: str | int) -> Node:
    """Return a number."""
    written = f"{form:,}" if isinstance(form, int) else form
    return Node(written, "NUM", "CD", f"NumForm={'Digit' if written[0].isdigit() else 'Word'}|NumType=Card")


def the(node: Node) -> Node:
    """Put the definite article before a noun phrase."""
    return node.pre("det", Node("the", "DET", "DT", "Definite=Def|PronType=Art"))


def a(node: Node) -> Node:
    """Put the indefinite article before a noun phrase."""
    return node.pre("det", Node("a", "DET", "DT", "Definite=Ind|PronType=Art", "a"))


PRONOUNS = {
    "they": ("PRP", "Case=Nom|Number=Plur|Person=3|PronType=Prs", "they"),
    "them": ("PRP", "Case=Acc|Number=Plur|Person=3|PronType=Prs", "they"),
    "he": ("PRP", "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs", "he"),
    "him": ("PRP", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs", "he"),
    "she": ("PRP", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs", "she"),
    "it": ("PRP", "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs", "it"),
    "we": ("PRP", "Case=Nom|Number=Plur|Person=1|PronType=Prs", "we"),
    "himself": ("PRP", "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs|Reflex=Yes", "himself"),
    "their": ("PRP$", "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs", "their"),
    "his": ("PRP$", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs", "his"),
    "its": ("PRP$", "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs", "its"),
    "who": ("WP", "PronType=Rel", "who"),
    "which": ("WDT", "PronType=Rel", "which"),
    "that": ("WDT", "PronType=Rel", "that"),
    "whose": ("WP$", "Poss=Yes|PronType=Rel", "whose"),
    "there": ("EX", "", "there"),
}


def pron(form: str) -> Node:
    """Return a pronoun."""
    xpos, feats, lemma = PRONOUNS[form]
    return Node(form, "PRON", xpos, feats, lemma)


def after(preposition: str, node: Node) -> Node:
    """Put a preposition before a noun phrase; in "out of" both words are `case`, in "because of" one."""
    first, *others = preposition.split()
    case = adp(first)
    if first == "according":
        case = Node(first, "VERB", "VBG", "ExtPos=ADP|Tense=Pres|VerbForm=Part", "accord")
    elif first in {"including", "following"}:
        case = Node(first, "VERB", "VBG", PARTICIPLE, first[:-3] + ("e" if first == "including" else ""))
    elif first == "due":
        case = Node(first, "ADJ", "JJ", "Degree=Pos|ExtPos=ADP")
    elif first == "because":
        case = Node(first, "ADP", "IN", "ExtPos=ADP")
    if others and first in {"out", "from"}:
        for other in reversed(others):
            node.pre("case", adp(other))
    else:
        for other in others:
            case.post("fixed", adp(other))
    return node.pre("case", case)


def name(written: str) -> Node:
    """Read a name: "Deir ez-Zor" is flat, "Gaza+ City" a compound, "Islamic~ State" has an adjective."""
    head: Node | None = None
    before: list[tuple[str, Node]] = []
    for part in written.split():
        if part[-1] in "~+":
            united = Node(part[:-1], "ADJ", "NNP", "Degree=Pos", part[:-1])
            before.append(("amod", united) if part[-1] == "~" else ("compound", proper(part[:-1])))
            continue
        for i, piece in enumerate(part.split("-") if part.replace("-", "").isalpha() else [part]):
            node = proper(piece)
            if i:
                node.tight = True
                node.pre("punct", punct("-", tight=True, glued=True))
            if head is None:
                head = node
            else:
                head.post("flat", node)
    assert head
    for dep, node in reversed(before):
        head.pre(dep, node)
    return head


def proper(form: str) -> Node:
    """Return a word of a name."""
    many = form in PLURAL_NAMES
    return Node(form, "PROPN", "NNPS" if many else "NNP", "Number=Plur" if many else "Number=Sing")


def abbreviated(form: str) -> Node:
    """Return an abbreviation or a title of a name."""
    return Node(form, "PROPN", "NNP", "Abbr=Yes|Number=Sing" if form.endswith(".") else "Number=Sing")


def join(nodes: Sequence[Node], conjunction: str = "and", *, oxford: bool = False) -> Node:
    """Coordinate: A, B and C."""
    head, *others = nodes
    for i, node in enumerate(others):
        last = i + 1 == len(others)
        if last:
            node.pre("cc", cc(conjunction))
        if not last or (oxford and len(others) > 1):
            node.pre("punct", punct())
        head.post("conj", node)
    return head


def infix(node: Node) -> Node:
    """Put a phrase between commas; the closing one goes where another mark follows."""
    return node.pre("punct", punct())


# clauses ----------------------------------------------------------------------------------------------


def agree(many: bool, tense: str, person: int = 3) -> str:
    """Return the features of a finite verb."""
    return f"Mood=Ind|Number={'Plur' if many else 'Sing'}|Person={person}|Tense={tense}|VerbForm=Fin"


def auxiliary(base: str, subject: Node, *, past: bool = True) -> Node:
    """Return "was", "were", "has", "had", "did" or "do", in agreement."""
    many = subject.many
    forms = {
        ("be", True): ("were" if many else "was"), ("be", False): ("are" if many else "is"),
        ("have", True): "had", ("have", False): ("have" if many else "has"),
        ("do", True): "did", ("do", False): ("do" if many else "does")
    }  # fmt: skip
    xpos = "VBD" if past else "VBP" if many else "VBZ"
    person = 1 if subject.form.lower() == "we" else 3
    return Node(forms[base, past], "AUX", xpos, agree(many, "Past" if past else "Pres", person), base)


def bare(base: str, form: str, xpos: str, feats: str) -> Node:
    """Return an auxiliary that does not agree: "been", "be", "will"."""
    return Node(form, "AUX", xpos, feats, base)


def predicate(v: Verb, xpos: str, feats: str) -> Node:
    """Return a form of a verb with its particle."""
    node = Node(v.form(xpos), "VERB", xpos, feats, v.base)
    if v.particle:
        adverbial = v.particle in {"back", "away"} or (
            v.particle in {"out", "in"} and v.base in {"pull", "move", "close", "dig"}
        )
        node.post(
            *(("advmod", adv(v.particle)) if adverbial else ("compound:prt", Node(v.particle, "ADP", "RP")))
        )
    return node


def done(v: Verb) -> Node:
    """Return the participle of the passive."""
    return predicate(v, "VBN", PASSIVE)


def finite(v: Verb, subject: Node, mode: str = "past", relation: str = "nsubj") -> Node:
    """Return an active clause with its subject and auxiliaries."""
    auxiliaries: list[Node] = []
    many = subject.many
    person = 1 if subject.form.lower() == "we" else 3
    if mode in {"past", "now"}:
        past = mode == "past"
        xpos = "VBD" if past else "VBP" if many else "VBZ"
        node = predicate(v, xpos, agree(many, "Past" if past else "Pres", person))
    elif mode in {"perfect", "pluperfect"}:
        node = predicate(v, "VBN", PERFECT)
        auxiliaries = [auxiliary("have", subject, past=mode == "pluperfect")]
    elif mode in {"progressive", "was progressive"}:
        node = predicate(v, "VBG", PARTICIPLE)
        auxiliaries = [auxiliary("be", subject, past=mode == "was progressive")]
    else:
        node = predicate(v, "VB", INFINITIVE)
        if mode == "not":
            node.near("advmod", Node("not", "PART", "RB", "Polarity=Neg"))
            auxiliaries = [auxiliary("do", subject)]
        else:
            auxiliaries = [bare(mode, mode, "MD", "VerbForm=Fin")]
    for aux in reversed(auxiliaries):
        node.pre("aux", aux)
    return node.pre(relation, subject)


def passive(v: Verb, subject: Node, mode: str = "past") -> Node:
    """Return a passive clause with its subject and auxiliaries; the mode "bare" is that of headlines."""
    node = predicate(v, "VBN", PASSIVE)
    if mode in {"past", "now"}:
        node.pre("aux:pass", auxiliary("be", subject, past=mode == "past"))
    elif mode in {"perfect", "pluperfect"}:
        node.pre("aux:pass", bare("be", "been", "VBN", PERFECT))
        node.pre("aux", auxiliary("have", subject, past=mode == "pluperfect"))
    elif mode in {"progressive", "was progressive"}:
        node.pre("aux:pass", bare("be", "being", "VBG", PARTICIPLE))
        node.pre("aux", auxiliary("be", subject, past=mode == "was progressive"))
    elif mode == "not":
        node.near("advmod", Node("not", "PART", "RB", "Polarity=Neg")).pre(
            "aux:pass", auxiliary("be", subject)
        )
    elif mode != "bare":
        node.pre("aux:pass", bare("be", "be", "VB", INFINITIVE)).pre(
            "aux", bare(mode, mode, "MD", "VerbForm=Fin")
        )
    return node.pre("nsubj:pass", subject)


def copula(head: Node, subject: Node, mode: str = "past") -> Node:
    """Return a clause with "be" and an adjective or a noun."""
    return head.pre("cop", auxiliary("be", subject, past=mode != "now")).pre("nsubj", subject)


@dataclass(frozen=True)
class Act:
    """A verb with its object and its further complements, not yet a clause."""

    verb: Verb
    thing: Node | None = None
    more: tuple[tuple[str, Node], ...] = ()
    split: bool = False  # "shot the drone down"

    def complete(self, node: Node) -> Node:
        """Put the complements behind a form of the verb."""
        if self.thing is not None:
            if self.split and node.right and node.right[0][0] == "compound:prt":
                node.right.insert(0, ("obj", self.thing))
            else:
                node.post("obj", self.thing)
        for dep, child in self.more:
            node.post(dep, child)
        return node

    def clause(self, subject: Node, mode: str = "past") -> Node:
        """Return an active clause."""
        return self.complete(finite(self.verb, subject, mode))

    def participle(self, feats: str = PARTICIPLE) -> Node:
        """Return "killing five"."""
        return self.complete(predicate(self.verb, "VBG", feats))

    def infinitive(self) -> Node:
        """Return "to kill five"."""
        return self.complete(predicate(self.verb, "VB", INFINITIVE)).pre("mark", mark("to"))


# the grammar ------------------------------------------------------------------------------------------

T = TypeVar("T")
MODES = {
    "past": 20, "perfect": 3, "pluperfect": 1.5, "was progressive": 0.8, "progressive": 0.8, "now": 0.8,
    "will": 0.6, "not": 0.6, "would": 0.4, "could": 0.4, "may": 0.3, "must": 0.3,
}  # fmt: skip


class Composer:
    """Writes news; the same random numbers write the same."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def pick(self, choices: Sequence[T]) -> T:
        """Choose one."""
        return self.rng.choice(choices)

    def chance(self, share: float) -> bool:
        """Throw a dice."""
        return self.rng.random() < share

    def either(self, *weighted: tuple[float, T]) -> T:
        """Choose by weight."""
        return self.rng.choices([choice for _, choice in weighted], [weight for weight, _ in weighted])[0]

    def word(self, choices: str) -> str:
        """Choose a word of a list written as a text."""
        return self.pick(words(choices))

    def verb(self, choices: str) -> Verb:
        """Choose a verb."""
        return self.pick(verbs(choices))

    def noun(self, choices: str, *, many: bool = False) -> Node:
        """Choose a noun."""
        return noun(self.word(choices), many=many)

    def adj(self, choices: str) -> Node:
        """Choose an adjective."""
        return adj(self.word(choices))

    def adv(self, choices: str) -> Node:
        """Choose an adverb."""
        return adv(self.word(choices))

    def name(self, choices: str) -> Node:
        """Choose a name."""
        return name(self.word(choices))

    def kind(self, choices: str) -> tuple[str, Node]:
        """Choose a modifier."""
        return modifier(self.word(choices))

    def made(self, *weighted: tuple[float, Callable[[], T]]) -> T:
        """Choose by weight what is called."""
        return self.either(*weighted)()

    # places and times

    def invented(self) -> str:
        """Make up the name of a place."""
        syllables = [self.pick(SYLLABLES) for _ in range(self.rng.randint(1, 3))]
        made = "".join(syllables) + self.pick(ENDINGS)
        prefix = self.either(
            (9, ""),
            (0.6, "al-"),
            (0.3, "el-"),
            (0.3, "Tal "),
            (0.3, "Wadi "),
            (0.2, "Bala "),
            (0.2, "Kafr "),
            (0.2, "Ras al-"),
        )
        return prefix + made.capitalize()

    def place(self) -> Node:
        """Name a town."""
        return name(self.invented() if self.chance(0.4) else self.pick(PLACES))

    def country(self) -> Node:
        """Name a country."""
        if self.chance(0.06):
            return the(name("United~ States"))
        return name(self.pick(COUNTRIES))

    def area(self, *, titled: float = 0.25) -> Node:
        """Name a province or a district: "Anbar province", "Anbar Province"."""
        kind = self.pick(AREAS)
        head = proper(kind.capitalize()) if self.chance(titled) else noun(kind)
        return head.pre("compound", name(self.pick(REGIONS) if self.chance(0.7) else self.invented()))

    def spot(self, *, plain: bool = False) -> Node:
        """Describe a place, without a preposition."""
        kind = self.rng.randrange(6 if plain else 18)
        if kind <= 3:
            return self.place()
        if kind == 17:
            where = Node("where", "ADV", "WRB", "PronType=Rel")
            held = finite(
                self.verb("fight hide operate train gather live attack"),
                self.actor(plain=True),
                self.pick(("was progressive", "past", "pluperfect")),
            )
            return self.place().aside("acl:relcl", held.pre("advmod", where))
        if kind == 4:
            return self.country().pre("amod", adj(self.compass()))
        if kind == 5:
            return self.area() if self.chance(0.4) else the(self.area())
        if kind == 6:
            return the(
                self.noun(
                    "town city village district province area neighbourhood suburb port capital settlement"
                )
            ).nmod("of", self.place())
        if kind == 7:
            return self.place().aside("appos", self.area())
        if kind == 8:
            return self.place().aside("appos", self.country())
        if kind == 9:
            return self.place().nmod("in", self.area() if self.chance(0.5) else the(self.area()))
        if kind == 10:
            owner = name(self.pick(COUNTRIES)).owning()
            area = self.area()
            if self.chance(0.5):
                area.pre("amod", adj(self.compass()))
            return area.pre("nmod:poss", owner)
        if kind == 11:
            return join([self.place() for _ in range(self.rng.randint(2, 4))], oxford=self.chance(0.3))
        if kind == 12:
            part = self.word(
                "outskirts outskirts outskirts vicinity centre east west south suburbs vicinity heart middle"
            )
            part_node = noun(part[:-1], many=True) if part in {"outskirts", "suburbs"} else noun(part)
            return the(part_node).nmod("of", self.place())
        if kind == 13:
            land = self.noun(
                "forest valley mountain region road desert hill highway district border camp market river"
            )
            return the(land.pre("compound", self.place()))
        if kind == 14:
            general = self.noun(
                "area region city village town province capital country border camp north east south district"
            )
            if self.chance(0.4):
                general.pre(
                    "amod",
                    self.adj(
                        "northern southern eastern western central neighbouring remote volatile restive "
                        "border"
                    ),
                )
            return the(general)
        if kind == 15:
            area = self.area()
            if self.chance(0.5):
                town = the(self.noun("village town district area")).nmod("of", self.place())
                return town.nmod("in", the(area))
            return the(
                area.pre("amod", self.adj("northern southern eastern western central restive volatile"))
            )
        return the(noun("border")).nmod("with", self.country())

    def compass(self) -> str:
        """Return an adjective of direction."""
        return self.word(
            "northern southern eastern western central northeastern northwestern southeastern southwestern"
        )

    def where(self, *, plain: bool = False) -> tuple[str, Node]:
        """Say where; the relation is that to a verb ("obl" or "advmod")."""
        if not plain and self.chance(0.14):
            direction = self.adv("north south east west northeast southeast northwest southwest")
            if self.chance(0.75):
                unit = self.word("kilometre kilometer mile km km")
                if unit == "km":
                    length = Node("km", "NOUN", "NNS", "Number=Plur", "km", tight=self.chance(0.4))
                else:
                    length = noun(unit, many=True)
                amount = num(self.rng.randint(2, 160))
                if self.chance(0.3):
                    amount.pre("advmod", self.adv("about some around nearly"))
                direction.pre("obl:unmarked", length.pre("nummod", amount))
            return "advmod", direction.obl("of", self.place())
        preposition = self.word("in in in in in in near near near outside around at inside across along")
        spot = self.spot(plain=plain)
        if spot.form in {"outskirts", "border", "road", "highway"}:
            preposition = "on"
        return "obl", after(preposition, spot)

    def put_place(self, node: Node, *, plain: bool = False) -> Node:
        """Add a place to a noun."""
        dep, where = self.where(plain=plain)
        return node.post("nmod" if dep == "obl" else dep, where)

    def date(self) -> Node:
        """Write a date without a preposition; the day is the head."""
        if self.chance(0.35):
            head = num(str(self.rng.randint(1, 30)))
            head.post("nmod:unmarked", proper(self.pick(MONTHS)))
            if self.chance(0.25):
                head.post("nmod:unmarked", num(str(self.rng.randint(2004, 2026))))
            return head
        month = self.pick(SHORT_MONTHS) if self.chance(0.4) else self.pick(MONTHS)
        head = num(str(self.rng.randint(1, 30))).pre("nmod:unmarked", abbreviated(month))
        if self.chance(0.2):
            head.post("nmod:unmarked", infix(num(str(self.rng.randint(2004, 2026))))).post("punct", punct())
        return head

    def day(self) -> Node:
        """Name a day."""
        return proper(self.pick(DAYS))

    def clock(self) -> Node:
        """Write a time of day."""
        written = f"{self.rng.randint(1, 12)}" + (
            f":{self.rng.choice((0, 5, 15, 30, 45)):02}" if self.chance(0.4) else ""
        )
        return num(written).post("nmod:unmarked", self.noun("a.m. p.m. am pm"))

    def when(self, *, saying: bool = False) -> tuple[str, Node]:
        """Say when, and by which relation to a verb."""
        kind = self.rng.randrange(6 if saying else 18)
        if kind <= 2:
            return "obl", after("on", self.day())
        if kind == 3:
            return "obl:unmarked", self.day()
        if kind == 4:
            late = self.adv("late early earlier")
            if self.chance(0.5):
                return "advmod", late.obl("on", self.day())
            return "obl:unmarked", self.day().pre("amod", self.adj("late early last"))
        if kind == 5:
            part = self.noun("night morning evening afternoon").pre("compound", self.day())
            return ("obl", after("on", part)) if self.chance(0.6) else ("obl:unmarked", part)
        if kind in {6, 7}:
            return "obl", after("on", self.date())
        if kind == 8:
            return "advmod", self.adv("overnight overnight earlier recently again later simultaneously")
        if kind == 9:
            return "obl:unmarked", self.noun("yesterday today")
        if kind == 10:
            unit = self.noun("week month year night weekend")
            return "obl:unmarked", unit.pre("amod", adj("last")) if self.chance(0.7) else unit.pre(
                "det", Node("this", "DET", "DT", "Number=Sing|PronType=Dem")
            )
        if kind == 11:
            return "obl", after(
                self.word("in during over"),
                the(self.noun("night morning evening weekend afternoon day week")),
            )
        if kind == 12:
            return "obl", after(self.word("at around at"), self.clock())
        if kind == 13:
            back = self.noun("day week month year hour", many=True).pre("nummod", num(self.pick(SMALL)))
            return "advmod", self.adv("ago earlier later").pre("obl:unmarked", back)
        if kind == 14:
            return "obl", after(
                self.word("before at after before"), self.noun("dawn midnight noon dusk sunset nightfall")
            )
        if kind == 15:
            return "obl", after(
                "in", name(self.pick(MONTHS)) if self.chance(0.6) else num(str(self.rng.randint(2004, 2026)))
            )
        if kind == 16:
            return "obl", after("since", self.pick((self.day, self.date))())
        return "obl", after(
            "in" if self.chance(0.5) else "within",
            the(
                self.noun("hour day week month", many=True)
                .pre("amod", adj("last"))
                .near("nummod", num(self.pick(SMALL)))
            ),
        )

    # numbers

    def number(self, *, low: int = 2) -> Node:
        """Write a number, often a small one, perhaps with a bound."""
        if self.chance(0.45):
            node = num(self.pick(SMALL))
        else:
            top = self.either((6, 30), (3, 150), (1, 5000))
            node = num(self.rng.randint(low, top))
        kind = self.rng.random()
        if kind < 0.16:
            node.pre("nmod", after("at", adj("least", "Sup")))
        elif kind < 0.22:
            more = adj(self.word("more fewer less more"), "Cmp").post("fixed", adp("than"))
            more.feats = "Degree=Cmp|ExtPos=ADV"
            node.pre("advmod", more)
        elif kind < 0.33:
            node.pre("advmod", self.adv("about some around nearly over almost approximately over only"))
        elif kind < 0.36:
            up = Node("up", "ADP", "IN", "ExtPos=ADV").post("fixed", adp("to"))
            node.pre("advmod", up)
        elif kind < 0.38:
            many = Node("as", "ADV", "RB", "ExtPos=ADV").post("fixed", adj("many")).post("fixed", adp("as"))
            node.pre("advmod", many)
        elif kind < 0.4 and node.form[0].isdigit() and len(node.form) < 3:
            node.nmod("to", num(int(node.form) + self.rng.randint(2, 10)))
        return node

    def counted(self, make: Callable[[bool], Node]) -> Node:
        """Put a quantity before a noun; `make` writes the noun in the plural or in the singular."""
        kind = self.rng.randrange(24)
        if kind == 0:
            return make(False).pre("nummod", num("one"))
        if kind == 1:
            return make(True).pre("amod", self.adj("several many numerous multiple various"))
        if kind == 2:
            heap = self.noun("dozen score hundred thousand", many=True)
            return heap.nmod("of", make(True))
        if kind == 3:
            heap = self.noun("number group series pair handful large_number band team small_group total")
            if heap.form == "total":
                return a(heap).nmod("of", make(True).pre("nummod", num(self.rng.randint(5, 99))))
            return a(heap).nmod("of", make(True))
        if kind == 4:
            dozen = num(self.word("dozen hundred thousand"))
            dozen.feats = "NumForm=Word|NumType=Card"
            if self.chance(0.6):
                dozen.pre("compound", num(self.pick(("two", "three", "four", "five"))))
            else:
                a(dozen)
            if self.chance(0.3):
                dozen.pre("nmod", after("at", adj("least", "Sup")))
            return make(True).pre("nummod", dozen)
        if kind == 5:
            part = (
                num(self.pick(("two", "three", "four", "one", "five", "some")))
                if self.chance(0.7)
                else self.number()
            )
            return part.nmod("of", the(make(True))) if part.form != "some" else make(True)
        if kind == 6:
            return (
                make(True)
                .pre("nummod", self.plain_number())
                .pre("det", Node("another", "DET", "DT", "PronType=Ind"))
            )
        if kind == 7:
            return make(True).pre("amod", adj("other")).pre("nummod", self.plain_number())
        if kind == 8:
            return the(make(True).pre("nummod", self.plain_number()))
        return make(True).pre("nummod", self.number())

    def plain_number(self) -> Node:
        """Write a small number."""
        return num(self.pick(SMALL)) if self.chance(0.6) else num(self.rng.randint(2, 60))

    def some(self, make: Callable[[bool], Node], *, count: float = 0.5, bare: float = 0.2) -> Node:
        """Determine a noun: counted, bare plural, "the", "a"."""
        if self.chance(count):
            return self.counted(make)
        if self.chance(bare / max(1e-6, 1 - count)):
            return make(True)
        kind = self.rng.random()
        if kind < 0.3:
            return the(make(True))
        if kind < 0.5:
            return the(make(False))
        if kind < 0.56:
            return make(True).pre("nmod:poss", pron(self.pick(("their", "its", "his"))))
        if kind < 0.6:
            return make(False).pre("det", Node("another", "DET", "DT", "PronType=Ind"))
        return a(make(False))

    # who

    def group(self) -> Node:
        """Name an armed group."""
        node = name(self.pick(GROUPS))
        if self.chance(0.06):
            node.post("appos", bracketed(name(self.pick(ACRONYMS))))
        return node

    def foe(self, *, plain: bool = False) -> Node:
        """Describe irregular forces."""
        kind = self.rng.randrange(14)
        if kind == 0:
            return self.group()
        if kind == 1:
            return the(
                self.noun("group militia gang cell enemy faction movement network organisation cartel")
            )
        if kind == 2:
            body = self.noun("member member fighter element leader supporter remnant", many=True)
            return body.nmod(
                "of", self.group() if self.chance(0.6) else the(self.noun("group militia gang cell"))
            )
        if kind == 3:
            return a(
                self.noun("bomber attacker suicide_bomber sniper gunman suicide_attacker gunman assailant")
            )
        if kind == 4 and not plain:
            man = self.some(lambda many: noun("man", many=many).pre("amod", adj("armed")), count=0.4)
            return self.described(man)
        node = self.some(self.foes, count=0.12, bare=0.6)
        return node if plain or not self.chance(0.22) else self.described(node)

    def foes(self, many: bool) -> Node:
        """Return "suspected ISIS militants"."""
        node = noun(self.pick(FIGHTERS), many=many)
        if self.chance(0.45):
            node.pre("compound", self.group())
        elif self.chance(0.1):
            node.pre("amod", adj(self.pick(NATIONS)))
        if self.chance(0.3):
            node.pre(*modifier(self.pick(FOE_KINDS)))
        return node

    def described(self, node: Node) -> Node:
        """Say more on people, behind the noun; of "dozens of men", the men are meant."""
        self.describe(node.core)
        return node

    def describe(self, node: Node) -> Node:
        """Say more on people, directly behind the noun."""
        kind = self.rng.randrange(12)
        if kind >= 10:
            harmed = done(self.pick(TO_PEOPLE))
            harmed.post(*self.made((3, self.inside), (2, self.when), (2, self.nearby), (1, self.by)))
            return node.post("acl", harmed)
        if kind == 0:
            v = self.verb("arm equip")
            return node.post("acl", done(v).obl("with", self.arms(plain=True)))
        if kind == 1:
            return node.post("amod", adj("loyal").obl("to", self.group()))
        if kind == 2:
            ride = Act(
                self.verb("ride drive"), self.noun("motorcycle pickup motorbike truck horse", many=True)
            )
            return node.post("acl", ride.participle(GERUND))
        if kind == 9 and self.chance(0.3):
            return node.nmod("on", self.noun("motorcycle motorbike horse camel", many=True))
        if kind == 4:
            body = predicate(verb("belong"), "VBG", GERUND)
            return node.post("acl", body.obl("to", self.group()))
        if kind == 5:
            linked = done(self.verb("link affiliate ally"))
            return node.post("acl", linked.obl(self.pick(("to", "with")), self.group()))
        if kind == 6:
            return node.nmod("from", self.spot(plain=True) if self.chance(0.5) else self.group())
        if kind == 7:
            hide = Act(
                self.verb("hide operate live shelter gather travel camp"), None, (self.where(plain=True),)
            )
            return node.post("acl", hide.participle(GERUND))
        if kind in {3, 8, 11}:
            return node.post(
                "acl:relcl", self.relative(pron(self.pick(("who", "who", "that"))), many=node.many)
            )
        wear = Act(self.verb("wear carry wield transport plant lay guard"), self.arms(plain=True))
        return node.post("acl", wear.participle(GERUND))

    def inside(self) -> tuple[str, Node]:
        """Write "in a raid"."""
        return "obl", after(self.pick(("in", "in", "during")), self.deed(plain=True))

    def nearby(self) -> tuple[str, Node]:
        """Write "near Mosul"."""
        return self.where(plain=True)

    def by(self) -> tuple[str, Node]:
        """Write "by gunmen"."""
        return "obl:agent", after("by", self.actor(plain=True))

    def relative(self, who: Node, *, many: bool) -> Node:
        """Write a short relative clause."""
        who.feats = "PronType=Rel"
        stand_in = Node(
            who.form, "PRON", who.xpos, "PronType=Rel|Number=Plur" if many else "PronType=Rel", who.lemma
        )
        mode = self.either((5, "past"), (2, "pluperfect"), (1, "now"))
        if self.chance(0.3):
            clause = passive(self.pick(TO_PEOPLE), stand_in, "past" if mode == "now" else mode)
            clause.post(*self.where(plain=True))
        elif self.chance(0.5):
            clause = self.deed_act(plain=True).clause(stand_in, mode)
        else:
            clause = Act(self.pick(MOVE), None, (self.where(plain=True),)).clause(stand_in, mode)
        stand_in.feats = "PronType=Rel"
        return clause

    def army(self, *, plain: bool = False) -> Node:
        """Describe regular forces."""
        kind = self.rng.randrange(15)
        if kind <= 2:
            body = noun(self.pick(FORCES))
            if body.form in {"police"}:
                body.xpos, body.feats = "NNS", "Number=Plur"
            if self.chance(0.55):
                body.pre("amod", adj(self.pick(NATIONS)))
            return the(body)
        if kind == 3:
            force = name(self.pick(NAMED_FORCES))
            if self.chance(0.2) and not plain:
                force.post("appos", bracketed(name(self.pick(ACRONYMS))))
            return force if len(force.left) == 0 and force.form.isupper() and self.chance(0.7) else the(force)
        if kind == 4 and not plain:
            unit = self.formation()
            return self.soldiers(True).nmod(self.pick(("of", "from")), unit)
        if kind == 5 and not plain:
            body = self.noun("member operative officer agent soldier", many=True)
            return body.nmod("of", the(name(self.pick(NAMED_FORCES))))
        if kind == 6:
            return name(self.pick(COUNTRIES))
        if kind == 7:
            craft = noun(self.pick(AIRCRAFT), many=self.chance(0.6))
            if self.chance(0.7):
                craft.pre("amod", adj(self.pick(NATIONS)))
            elif self.chance(0.4):
                craft.pre("compound", self.name("NATO US UN Apache F-16 Su-25 Mi-24 coalition"))
            return craft if "Plur" in craft.feats else a(craft)
        if kind == 8 and not plain:
            team = self.noun("team force patrol unit task_force convoy squad")
            team.pre("amod", self.adj("joint combined small special elite"))
            return a(team).nmod(
                "of",
                join(
                    [self.soldiers(True), self.soldiers(True)] if self.chance(0.6) else [self.soldiers(True)]
                ),
            )
        if kind == 9:
            police = noun("police")
            police.xpos, police.feats = "NNS", "Number=Plur"
            if self.chance(0.4):
                police.pre("amod", adj(self.pick(NATIONS)))
            return police
        node = self.soldiers(True)
        if self.chance(0.25):
            the(node)
        if not plain and self.chance(0.12):
            backed = done(self.verb("back support assist accompany lead train"))
            return node.post("acl", backed.agent(self.army(plain=True)))
        if not plain and self.chance(0.05):
            return node.post("acl:relcl", self.relative(pron("who"), many=True))
        return node

    def formation(self) -> Node:
        """Name a unit of an army."""
        if self.chance(0.4):
            order = self.rng.randint(1, 130)
            suffix = "th" if 10 <= order % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(order % 10, "th")
            head = proper(self.pick(UNITS[:6]).capitalize())
            if self.chance(0.3):
                head.pre("compound", proper(self.word("Infantry Armoured Task Mechanised Airborne Marine")))
            return the(
                head.pre(
                    "amod", Node(f"{order}{suffix}", "ADJ", "JJ", "Degree=Pos|NumForm=Combi|NumType=Ord")
                )
            )
        if self.chance(0.5):
            return the(
                noun(self.pick(UNITS)).pre(
                    "compound", self.noun("army police commando infantry border marine artillery tank")
                )
            )
        return the(name(self.pick(NAMED_FORCES)))

    def soldiers(self, many: bool) -> Node:
        """Return "Iraqi security forces", "coalition jets", "U.S.-led forces"."""
        head = self.pick(FORCE_HEADS)
        node = noun(head, many=many or head in {"personnel"})
        if head in {"police", "personnel"}:
            node.xpos, node.feats = "NNS", "Number=Plur"
        if head == "authority":
            node.form, node.xpos, node.feats = "authorities", "NNS", "Number=Plur"
        if self.chance(0.55):
            node.pre(*modifier(self.pick(FORCE_KINDS)))
        kind = self.rng.random()
        if kind < 0.4:
            node.pre("amod", adj(self.pick(NATIONS)))
        elif kind < 0.48:
            node.pre(
                "compound",
                proper(self.word("U.S. US UN NATO UK")) if self.chance(0.9) else name(self.pick(GROUPS)),
            )
        elif kind < 0.56:
            node.pre("amod", self.led())
        return node

    def led(self) -> Node:
        """Write "U.S.-led", "Iranian-backed", "rebel-held"."""
        v = Node(
            self.pick(("led", "backed", "backed", "led", "trained", "supported", "aligned")),
            "VERB",
            "VBN",
            PASSIVE,
        )
        if self.chance(0.5):
            leader, dep = (self.name("U.S. US Turkey NATO Iran Russia UN EU Saudi France"), "obl:unmarked")
        else:
            leader, dep = adj(self.pick(NATIONS)), "compound"
        return v.pre(dep, leader.post("punct", punct("-", tight=True, glued=True)))

    def actor(self, *, plain: bool = False) -> Node:
        """Describe who acts."""
        if not plain and self.chance(0.05):
            return pron(self.pick(("they", "they", "he", "it", "we")))
        return self.foe(plain=plain) if self.chance(0.42) else self.army(plain=plain)

    def person(self) -> Node:
        """Name a person, perhaps with a rank, an office, an age, a role."""
        if self.chance(0.2):
            node = name(self.pick(KUNYAS) + ("" if self.chance(0.6) else " " + self.pick(LAST)))
        elif self.chance(0.12):
            node = name(self.pick(LAST))
        else:
            middle = " " + self.pick(FIRST) if self.chance(0.12) else ""
            node = name(f"{self.pick(FIRST)}{middle} {self.pick(LAST)}")
        kind = self.rng.random()
        if kind < 0.22:
            rank = abbreviated(self.pick(RANKS))
            if self.chance(0.15):
                rank = abbreviated("Gen.").pre("compound", abbreviated(self.pick(("Maj.", "Lt.", "Brig."))))
            node.pre("nmod:desc", rank)
            if self.chance(0.25):
                office = noun(self.pick(OFFICES))
                office.pre("compound", self.noun("army police military ministry government security"))
                node.pre("nmod:desc", office)
        elif kind < 0.4:
            office = noun(self.pick(OFFICES + LEADERS[:4]))
            if self.chance(0.5):
                office.pre(
                    "compound",
                    self.group()
                    if self.chance(0.5)
                    else self.noun("army police rebel militia interior defence cell"),
                )
            if self.chance(0.25):
                office.pre("amod", self.adj("senior top local former regional key"))
            node.pre("nmod:desc", office)
        return node

    def role(self) -> Node:
        """Write "a senior commander of the group"."""
        chief = noun(self.pick(LEADERS))
        belongs = self.chance(0.3)
        if belongs:
            chief.pre("compound", self.group())
        if self.chance(0.45):
            chief.pre("amod", self.adj("senior top local former regional key prominent notorious"))
        if belongs:
            return a(chief)
        if self.chance(0.2):
            owner = (
                self.group() if self.chance(0.4) else the(self.noun("group cell army gang militia network"))
            )
            return chief.pre("nmod:poss", owner.owning())
        of = (
            self.group()
            if self.chance(0.5)
            else the(self.noun("group cell network gang militia brigade army police"))
        )
        if self.chance(0.15):
            of = the(noun("wing").pre("amod", self.adj("armed military political local"))).nmod(
                "of", self.group()
            )
        return (the(chief) if self.chance(0.5) else a(chief)).nmod(
            self.pick(("of", "of", "of", "in", "for")), of
        )

    def known(self) -> Node:
        """Introduce a person by name and role, either way round."""
        kind = self.rng.randrange(8)
        if kind == 0:
            return self.person()
        if kind == 1:
            which = self.relative(pron("who"), many=False)
            return self.person().aside("acl:relcl", which)
        if kind == 2:
            return self.person().aside("appos", self.role())
        if kind == 3:
            return self.role().aside("appos", self.person())
        if kind == 4:
            node = self.person()
            node.aside("amod", num(str(self.rng.randint(17, 75))))
            return node
        if kind == 5:
            called = done(self.verb("identify know"))
            called.obl("as", self.person())
            who = a(self.noun("man suspect militant leader commander person"))
            return who.post("acl", called)
        return self.role()

    def people(self, many: bool) -> Node:
        """Return soldiers, civilians or fighters, without a determiner."""
        kind = self.rng.randrange(10)
        if kind <= 3:
            node = noun(self.pick(CIVILIANS), many=many)
            if self.chance(0.2):
                node.pre(
                    *self.kind(
                        "innocent~ local~ unarmed~ elderly~ displaced! young~ foreign~ Christian~ Shiite~ "
                        "kidnapped! wounded!"
                    )
                )
        elif kind == 4 and many and self.chance(0.4):
            node = proper(self.pick(PEOPLES))
        elif kind <= 6:
            node = noun(self.pick(SOLDIERS), many=many)
            if self.chance(0.25):
                node.pre(
                    *self.kind("army police border military~ government off-duty~ UN coalition! wounded!")
                    if self.chance(0.6)
                    else ("amod", adj(self.pick(NATIONS)))
                )
        else:
            node = self.foes(many)
        return node

    def victims(self, *, plain: bool = False) -> Node:
        """Describe who is acted on."""
        kind = self.rng.randrange(20)
        if kind <= 1:
            return self.known()
        if kind == 2:
            return join(
                [
                    self.counted(self.people),
                    self.counted(self.people) if self.chance(0.7) else a(self.people(False)),
                ]
            )
        if kind == 3:
            three = [self.counted(self.people) for _ in range(3)]
            return join(three, oxford=self.chance(0.3))
        if kind == 4 and not plain:
            among = self.counted(self.people)
            if self.chance(0.3):
                among = join([among, a(self.people(False))])
            part = after("including", among)
            return self.counted(self.people).post("nmod", infix(part)).post("punct", punct())
        if kind == 5:
            others = noun("other", many=True)
            return others.pre("nummod", self.number()) if self.chance(0.8) else others
        if kind == 6:
            return self.number()
        if kind == 7:
            if self.chance(0.25):
                those = Node("those", "PRON", "DT", "Number=Plur|PronType=Dem", "that")
                return those.post("acl", done(self.pick(TO_PEOPLE)))
            return the(noun("man", many=self.chance(0.5))) if self.chance(0.5) else pron("them")
        if kind in {8, 12, 13} and not plain:
            return self.described(self.counted(self.people))
        if kind == 9:
            return self.some(self.people, count=0.2, bare=0.5)
        if kind == 10:
            role = noun(self.pick(LEADERS), many=self.chance(0.3))
            if self.chance(0.4):
                role.pre("compound", self.group())
            if self.chance(0.4):
                role.pre("amod", self.adj("senior top local former key wanted"))
            return role if "Plur" in role.feats else a(role)
        return self.counted(self.people)

    # what

    def site(self, *, plain: bool = False) -> Node:
        """Describe what is struck."""
        if self.chance(0.1):
            return self.spot(plain=True)
        if not plain and self.chance(0.08):
            return join([self.site(plain=True), self.site(plain=True)])

        def make(many: bool) -> Node:
            node = noun(self.pick(SITES), many=many)
            if self.chance(0.3):
                node.pre("compound", self.group())
            elif self.chance(0.1):
                node.pre("amod", adj(self.pick(NATIONS)))
            if self.chance(0.3):
                node.pre(*modifier(self.pick(SITE_KINDS)))
            return node

        if self.chance(0.1):
            owner = self.made(
                (2, self.group),
                (2, lambda: name(self.pick(COUNTRIES))),
                (3, lambda: the(self.noun("group army enemy cell regime coalition militia country"))),
            )
            node = make(self.chance(0.6)).pre("nmod:poss", owner.owning())
        else:
            node = self.some(make, count=0.3, bare=0.25)
        if plain:
            return node
        kind = self.rng.random()
        if kind < 0.33:
            self.put_place(node)
        elif kind < 0.42:
            use = done(self.verb("use own hold occupy control abandon set+up build run"))
            use.agent(self.foe(plain=True))
            node.post("acl", use)
        elif kind < 0.47:
            belong = predicate(verb("belong"), "VBG", GERUND).obl("to", self.foe(plain=True))
            node.post("acl", belong)
        elif kind < 0.52:
            house = Act(
                self.verb("house carry hold transport store contain shelter host"),
                self.arms(plain=True) if self.chance(0.6) else self.victims(plain=True),
            )
            node.post("acl", house.participle(GERUND))
        elif kind < 0.56:
            where = Node("where", "ADV", "WRB", "PronType=Rel")
            hide = finite(
                self.verb("hide stay live gather meet operate"), self.foe(plain=True), "was progressive"
            )
            node.post("acl:relcl", hide.pre("advmod", where))
        elif kind < 0.61:
            which = Node(
                "that", "PRON", "WDT", "PronType=Rel|Number=Plur" if node.many else "PronType=Rel", "that"
            )
            relative = passive(self.pick(TO_PLACES), which, self.pick(("past", "pluperfect", "perfect")))
            relative.agent(self.foe(plain=True)) if self.chance(0.6) else relative.post(*self.when())
            which.feats = "PronType=Rel"
            node.post("acl:relcl", relative)
        return node

    def arms(self, *, plain: bool = False) -> Node:
        """List what is found."""

        def item() -> Node:
            kind = self.rng.random()
            if kind < 0.15:
                unit = self.noun("kilogram kilo ton round box bag piece litre sack", many=True)
                if self.chance(0.3):
                    unit = Node("kg", "NOUN", "NNS", "Number=Plur", "kg")
                amount = self.plain_number()
                amount.glued = unit.form == "kg" and amount.form[0].isdigit() and self.chance(0.4)
                return unit.pre("nummod", amount).nmod("of", noun(self.pick(STUFF)))
            if kind < 0.25:
                stuff = noun(self.pick(STUFF))
                heap = self.noun("quantity cache amount stockpile haul consignment large_quantity")
                if self.chance(0.4):
                    return a(heap).nmod("of", stuff)
                return stuff

            def make(many: bool) -> Node:
                node = noun(self.pick(ARMS), many=many)
                if self.chance(0.15):
                    node.pre("compound", name(self.pick(MAKES)))
                if self.chance(0.2):
                    node.pre(*modifier(self.pick(ARM_KINDS)))
                return node

            if kind < 0.32:
                make_name = self.name("AK-47 RPG PKM M16 Kalashnikov")
                make_name.form, make_name.xpos, make_name.feats = make_name.form + "s", "NNPS", "Number=Plur"
                return make_name.pre("nummod", self.plain_number())
            return self.some(make, count=0.55, bare=0.3)

        size = 1 if plain else self.either((5, 1), (3, 2), (3, 3), (1, 4))
        node = join([item() for _ in range(size)], oxford=self.chance(0.35))
        if not plain and size == 1 and self.chance(0.12):
            used = done(self.verb("use intend hide bury leave+behind"))
            if used.lemma == "intend":
                used.obl("for", self.deed(plain=True))
            elif used.lemma == "use":
                used.agent(self.foe(plain=True))
            else:
                used.post(*self.where(plain=True))
            node.post("acl", used)
        return node

    def event(self, many: bool) -> Node:
        """Return "overnight airstrikes", without a determiner."""
        node = noun(self.pick(DEEDS), many=many)
        if self.chance(0.45):
            node.pre(*modifier(self.pick(DEED_KINDS)))
        if self.chance(0.14):
            node.pre("amod", adj(self.pick(NATIONS)))
        elif self.chance(0.05):
            node.pre("compound", proper(self.word("U.S. US NATO UN")))
        elif self.chance(0.06):
            node.pre("compound", self.group())
        return node

    def deed(self, *, plain: bool = False) -> Node:
        """Describe an operation, with its target, agent or place."""
        kind = self.rng.random()
        if kind < 0.12:
            node = noun(self.pick(MASS_DEEDS))
            if self.chance(0.4):
                node.pre("amod", self.adj("heavy intense renewed fierce indiscriminate sporadic"))
        elif kind < 0.2:
            exchange = self.noun("exchange series wave spate string")
            node = a(exchange).nmod("of", noun("fire") if exchange.form == "exchange" else self.event(True))
        else:
            node = self.some(self.event, count=0.16, bare=0.22)
        whole, node = node, node.core
        if plain:
            if self.chance(0.1):
                v = self.verb("carry+out conduct launch lead stage")
                node.post("acl", done(v).agent(self.actor(plain=True)))
            elif self.chance(0.15):
                self.put_place(node, plain=True)
            return whole
        if self.chance(0.38):
            node.nmod(
                self.pick(("on", "on", "against", "at")),
                self.site(plain=True) if self.chance(0.7) else self.victims(plain=True),
            )
        elif self.chance(0.3):
            node.nmod("by", self.actor(plain=True))
        elif self.chance(0.15):
            node.nmod("between", join([self.army(plain=True), self.foe(plain=True)]))
        if self.chance(0.3):
            self.put_place(node)
        kind = self.rng.random()
        if kind < 0.07:
            v = self.verb("carry+out conduct launch lead stage claim blame order support")
            by = done(v)
            by.obl("on", self.group()) if v.base == "blame" else by.agent(self.actor(plain=True))
            node.post("acl", by)
        elif kind < 0.12:
            begun = done(self.verb("launch begin start mount conduct carry+out")).post(*self.when())
            node.post("acl", begun)
        elif kind < 0.18:
            target = Act(self.verb("target involve kill leave destroy"), self.victims(plain=True))
            if target.verb.base == "leave":
                target = self.left_dead()
            node.post("acl", target.participle(GERUND))
        elif kind < 0.3:
            relative = self.blast_act().clause(Node("that", "PRON", "WDT", "PronType=Rel", "that"), "past")
            node.post("acl:relcl", relative)
        return whole

    def left_dead(self) -> Act:
        """Return "leave ten people dead and twenty wounded"."""
        dead = self.adj("dead dead dead homeless stranded injured wounded")
        if dead.form == "dead" and self.chance(0.4):
            hurt = adj(self.pick(("wounded", "injured"))).pre("nsubj", self.number())
            dead.post("conj", hurt.pre("cc", cc()))
        who = self.number() if self.chance(0.4) else self.counted(self.people)
        return Act(verb("leave"), who, (("xcomp", dead),))

    # acts

    def blast_act(self) -> Act:
        """Return what an event or a weapon does."""
        v = self.pick(BLASTS)
        if v.base == "leave":
            return self.left_dead()
        if v.base == "claim":
            return Act(v, the(noun("life", many=True)).nmod("of", self.counted(self.people)))
        if v.base == "rip":
            return Act(v, None, (("obl", after("through", self.site(plain=True))),))
        thing = (
            self.victims()
            if v.base in {"kill", "wound", "injure", "target", "maim", "hit", "strike"} and self.chance(0.8)
            else self.site(plain=True)
        )
        return Act(v, thing)

    def deed_act(self, *, plain: bool = False) -> Act:
        """Return an act and its object: somebody killed, something struck, found, carried out."""
        kind = self.either(
            (9, "people"), (5, "places"), (4, "arms"), (2, "air"), (4, "deed"), (3, "phrase"), (1, "foil")
        )
        if kind == "people":
            v = self.pick(TO_PEOPLE)
            if v.base == "shoot" and self.chance(0.5):
                return Act(v, self.victims(plain=plain), (("xcomp", adj("dead")),))
            return Act(v, self.victims(plain=plain))
        if kind == "places":
            return Act(self.pick(TO_PLACES), self.site(plain=plain))
        if kind == "arms":
            if self.chance(0.15):
                return Act(self.pick(TO_BOMBS), self.some(self.weapon, count=0.5))
            return Act(self.pick(TO_ARMS), self.arms(plain=plain))
        if kind == "air":
            return Act(self.pick(TO_AIRCRAFT), self.flying(), split=self.chance(0.15))
        if kind == "deed":
            return Act(self.pick(DEED_FOR_FORCES), self.deed(plain=plain))
        if kind == "foil":
            return Act(self.pick(DEED_FOR_FOES), self.deed(plain=plain))
        return self.phrase()

    def flying(self) -> Node:
        """Describe what is shot down."""

        def make(many: bool) -> Node:
            node = noun(self.pick(FLYING), many=many)
            if self.chance(0.4):
                node.pre(
                    *self.kind(
                        "hostile~ enemy reconnaissance attack surveillance incoming. Iranian-made! "
                        "explosive~ kamikaze military~ unidentified~ cargo"
                    )
                )
            if self.chance(0.25):
                node.pre("amod", adj(self.pick(NATIONS)))
            elif self.chance(0.15):
                node.pre(
                    "compound", self.name("Shahed Kh-101 Iskander Kalibr Mi-24 Houthi Su-25 Hermes Bayraktar")
                )
            return node

        return self.some(make, count=0.7)

    def phrase(self) -> Act:
        """Return an idiom: open fire on, take control of, claim responsibility for, blow oneself up."""
        kind = self.rng.randrange(20)
        at = self.site(plain=True) if self.chance(0.5) else self.victims(plain=True)
        if kind <= 3:
            return Act(verb("open"), noun("fire"), (("obl", after(self.pick(("on", "on", "at")), at)),))
        if kind == 4:
            return Act(
                verb(self.pick(("exchange", "trade"))),
                noun("fire"),
                (("obl", after("with", self.actor(plain=True))),),
            )
        if kind == 5:
            return Act(
                self.verb("take lose regain seize retake"), noun("control").nmod("of", self.site(plain=True))
            )
        if kind == 6:
            return Act(
                verb(self.pick(("claim", "deny", "claim"))),
                noun("responsibility").nmod("for", the(self.event(False))),
            )
        if kind == 7:
            return Act(verb("lay"), noun("siege"), (("obl", after("to", self.site(plain=True))),))
        if kind == 8:
            return Act(verb("set"), noun("fire"), (("obl", after("to", self.site(plain=True))),))
        if kind == 9:
            return Act(
                verb("come"),
                None,
                (("obl", after("under", self.noun("fire attack mortar_fire sniper_fire"))),),
            )
        if kind <= 11:
            hostage = ("xcomp", noun(self.pick(("hostage", "prisoner", "hostage"))))
            return Act(verb("take"), self.victims(plain=True), (hostage,))
        if kind == 12:
            return Act(verb("clash"), None, (("obl", after("with", self.actor(plain=True))),))
        if kind == 13:
            return Act(
                verb(self.pick(("fight", "fight", "battle"))),
                None,
                (("obl", after("against", self.foe(plain=True))),),
            )
        if kind == 14:
            return Act(
                verb(self.pick(("fire", "launch", "lob"))),
                self.some(
                    lambda many: self.noun("rocket missile shell mortar drone flare shot bullet", many=many),
                    count=0.7,
                ),
                (("obl", after(self.pick(("at", "into", "on")), at)),),
            )
        if kind == 15:
            return Act(verb("return"), noun("fire"))
        if kind == 16:
            return Act(
                verb(self.pick(("suffer", "inflict", "sustain"))),
                self.some(
                    lambda many: self.noun("casualty loss injury setback", many=True).pre(
                        "amod", self.adj("heavy serious significant")
                    ),
                    count=0,
                    bare=1,
                ),
            )
        if kind == 17:
            return Act(
                verb("engage"),
                None if self.chance(0.5) else self.foe(plain=True),
                (("obl", after("in", a(self.noun("firefight gun_battle shootout gunfight skirmish")))),),
            )
        if kind == 18:
            return Act(
                verb(self.pick(("fire", "shoot"))), None, (("obl", after(self.pick(("at", "on")), at)),)
            )
        return Act(verb("take"), self.victims(plain=True), (("obl", after("into", noun("custody"))),))

    # circumstances

    def phrase_of_manner(self) -> tuple[str, Node]:
        """Write "in a raid", "as part of Operation X", "in cooperation with", "alongside"."""
        kind = self.rng.randrange(20)
        if kind <= 5:
            return "obl", after(self.word("in in in during after in"), self.deed())
        if kind == 6:
            first = self.word("Desert Iron Hadin Safe Northern Sky Thunder Lake Restore Clean")
            last = self.word("Storm Shield Kai Haven Resolve Sweep Hammer Sanity Peace Fury Broom")
            whole = name(f"Operation+ {first}+ {last}")
            if self.chance(0.5):
                whole = self.pick((a, the))(
                    self.noun("operation campaign offensive crackdown effort plan ceasefire")
                )
            return "obl", after("as", noun("part").nmod("of", whole))
        if kind == 7:
            link = self.noun("cooperation coordination collaboration conjunction partnership")
            return "obl", after("in", link.nmod("with", self.army(plain=True)))
        if kind == 8:
            return "advmod", adv(self.pick(("together", "along"))).obl("with", self.army(plain=True))
        if kind == 9:
            return "obl", after(self.pick(("alongside", "with", "against")), self.actor(plain=True))
        if kind == 10:
            help_ = the(self.noun("support help assistance backing")).nmod("of", self.army(plain=True))
            return "obl", after("with", help_)
        if kind == 11:
            return "obl", after("with", self.arms(plain=True))
        if kind == 12:
            return "obl", after("from", self.foe(plain=True))
        if kind == 13:
            reply = noun(self.pick(("response", "retaliation", "response")))
            return "obl", after(
                "in", reply.nmod("for" if reply.form == "retaliation" else "to", self.deed(plain=True))
            )
        if kind == 14:
            return "obl", after(
                self.pick(("amid", "despite", "following", "before", "because of", "due to")),
                self.deed(plain=True),
            )
        if kind == 15:
            basis = self.noun("basis strength").nmod("of", self.noun("intelligence information"))
            return "obl", after("on", the(basis))
        if kind == 16:
            aboard = self.some(
                lambda many: self.noun("boat truck bus vehicle motorcycle ship convoy", many=many), count=0
            )
            return "obl", after(self.word("aboard on inside aboard"), aboard)
        if kind == 17:
            return "obl", after("from", self.spot(plain=True))
        if kind == 18:
            return "obl", after("under", self.noun("fire escort surveillance cover"))
        return "obl", after(self.pick(("into", "toward", "through", "from", "to")), self.spot(plain=True))

    def sub_clause(self) -> Node:
        """Write "after troops raided their hideout", without commas."""
        word = self.word("after after when when while as before after until because although since")
        mode = self.either((6, "past"), (1, "was progressive"), (1, "pluperfect"))
        clause = self.small_clause(mode)
        return clause.pre("advmod" if word == "when" else "mark", mark(word))

    def small_clause(self, mode: str) -> Node:
        """Write a short clause."""
        kind = self.rng.randrange(5)
        if kind == 0:
            return self.passive_of(self.deed_act(plain=True), mode)
        if kind == 1:
            thing = self.some(self.weapon, count=0.1, bare=0.1)
            return Act(self.pick(HAPPEN), None, (self.where(plain=True),) if self.chance(0.6) else ()).clause(
                thing, mode
            )
        if kind == 2:
            return Act(self.pick(MOVE), None, (self.where(plain=True),) if self.chance(0.6) else ()).clause(
                self.actor(plain=True), mode
            )
        return self.deed_act(plain=True).clause(self.actor(plain=True), mode)

    def weapon(self, many: bool) -> Node:
        """Return what goes off."""
        node = noun(
            self.pick(
                words(
                    "bomb mine device rocket shell drone truck car_bomb landmine roadside_bomb missile "
                    "explosive_device IED grenade helicopter mortar_shell "
                    "suicide_bomber blast explosion airstrike strike vehicle"
                )
            ),
            many=many,
        )
        if self.chance(0.25):
            node.pre(
                *self.kind(
                    "powerful~ homemade~ second~ hidden! huge~ improvised! magnetic~ booby-trapped! "
                    "remote-controlled! large~ stray~"
                )
            )
        return node

    def passive_of(self, act: Act, mode: str = "past", *, agent: float = 0.4) -> Node:
        """Turn an act into the passive; one that cannot be turned stays active."""
        if act.thing is None or act.thing.form in {
            "fire",
            "siege",
            "himself",
            "them",
            "responsibility",
            "control",
            "casualties",
        }:
            return act.clause(self.actor(plain=True), mode)
        clause = passive(act.verb, act.thing, mode)
        for dep, child in act.more:
            clause.post(dep, child)
        if self.chance(agent):
            clause.agent(self.actor(plain=True))
        return clause

    def result(self) -> Node:
        """Write "killing five and wounding three", "leaving ten dead", "forcing residents to flee"."""
        kind = self.rng.randrange(8)
        if kind <= 3:
            act = Act(
                self.verb(
                    "kill kill kill wound injure destroy damage capture arrest seize rescue free hit trap"
                ),
                self.victims(plain=self.chance(0.5)),
            )
            if act.verb.base in {"destroy", "damage", "hit", "seize"}:
                act = Act(act.verb, self.site(plain=True) if act.verb.base != "seize" else self.arms())
        elif kind == 4:
            act = self.left_dead()
        elif kind == 5:
            who = self.some(self.people, count=0.4, bare=0.5)
            leave = Act(self.verb("flee withdraw retreat surrender evacuate leave"), None)
            return (
                predicate(verb(self.pick(("force", "prompt", "compel"))), "VBG", PARTICIPLE)
                .post("obj", who)
                .post("xcomp", leave.infinitive())
            )
        else:
            act = self.deed_act(plain=True)
        node = act.participle()
        if self.chance(0.3):
            more = self.made((1, self.left_dead), (4, self.harm), (2, self.damage))
            node.post("conj", more.participle().pre("cc", cc()))
        return node

    def harm(self) -> Act:
        """Return "wound three"."""
        return Act(self.verb("wound injure arrest capture kill"), self.victims(plain=True))

    def damage(self) -> Act:
        """Return "destroy two vehicles"."""
        return Act(self.verb("destroy damage"), self.site(plain=True))

    def purpose(self) -> tuple[str, Node]:
        """Write "to free hostages", "in an effort to", "in order to"."""
        act = self.deed_act(plain=True).infinitive()
        kind = self.rng.randrange(5)
        if kind == 0:
            bid = a(self.noun("effort bid attempt move operation"))
            return "obl", after("in", bid.post("acl", act))
        if kind == 1:
            order = Node("in", "ADP", "IN", "ExtPos=SCONJ").post("fixed", noun("order"))
            return "advcl", act.pre("mark", order)
        return "advcl", act

    def circumstances(self, clause: Node, *, busy: float = 1.0) -> Node:
        """Add how, where, when, why and with what result."""
        if self.chance(0.4 * busy):
            dep, phrase = self.phrase_of_manner()
            clause.post(dep, phrase)
            if dep == "obl" and phrase.core.lemma in EVENT_NOUNS and self.chance(0.45):
                self.put_place(phrase.core)
        if self.chance(0.35 * busy):
            clause.post(*self.where())
        if self.chance(0.42 * busy):
            clause.post(*self.when())
        if self.chance(0.1 * busy):
            clause.post(*self.purpose())
        roll = self.rng.random() / busy
        if roll < 0.2:
            clause.post("advcl", infix(self.result()))
        elif roll < 0.34:
            clause.post("advcl", self.sub_clause() if self.chance(0.75) else infix(self.sub_clause()))
        elif roll < 0.37:
            use = Act(self.verb("use fire deploy wield"), self.arms(plain=True)).participle()
            clause.post("advcl", use if self.chance(0.5) else infix(use))
        elif roll < 0.4:
            backed = done(self.verb("back support accompany assist lead"))
            clause.post("advcl", infix(backed.agent(self.army(plain=True))))
        elif roll < 0.43:
            gerund = (
                self.deed_act(plain=True)
                .participle()
                .pre("mark", mark(self.word("after before by while without")))
            )
            clause.post("advcl", gerund)
        elif roll < 0.45:
            whole = self.noun("result consequence").nmod("of", pron("which"))
            relative = self.passive_of(Act(self.pick(TO_PEOPLE), self.counted(self.people)), agent=0.0)
            relative.pre("obl", after("as", a(whole)))
            clause.post("advcl:relcl", infix(relative))
        return clause

    def circumstances_of_state(self, clause: Node) -> Node:
        """Add where and when, for clauses in which nobody acts."""
        if self.chance(0.3):
            clause.obl(self.word("in during after following"), self.deed(plain=self.chance(0.5)))
        elif self.chance(0.3):
            clause.post(*self.where())
        if self.chance(0.3):
            clause.post(*self.when())
        if self.chance(0.08):
            clause.post("advcl", self.sub_clause())
        return clause

    def fronted(self, clause: Node) -> Node:
        """Put a time, a place or a participle before the clause."""
        kind = self.rng.randrange(14)
        comma = self.chance(0.8)
        if kind <= 2:
            dep, node = self.when()
        elif kind <= 5:
            dep, node = self.where(plain=self.chance(0.5))
        elif kind == 6:
            dep, node = self.phrase_of_manner()
            comma = True
        elif kind == 7:
            first, second = self.when(saying=True), self.where()
            clause.pre(second[0], second[1].post("punct", punct()))
            dep, node, comma = *first, True
        elif kind == 8:
            dep, node = (
                "advmod",
                self.adv(
                    "meanwhile separately also later elsewhere similarly additionally earlier furthermore "
                    "reportedly however"
                ),
            )
            comma = node.form != "later"
        elif kind == 9:
            dep, node, comma = "advcl", self.sub_clause(), True
        elif kind == 10:
            start = predicate(self.verb("act respond"), "VBG", PARTICIPLE)
            if start.lemma == "act":
                tip = self.noun("intelligence information")
                if self.chance(0.4):
                    tip.pre("amod", self.adj("credible actionable reliable"))
                start.obl("on", tip)
            else:
                start.obl("to", a(self.noun("call report alert")))
            dep, node, comma = "advcl", start, True
        elif kind == 11:
            backed = done(self.verb("back support arm accompany"))
            if backed.lemma == "arm":
                backed.obl("with", self.arms(plain=True))
            else:
                backed.agent(self.army(plain=True))
            dep, node, comma = "advcl", backed, True
        elif kind == 12:
            other = noun("incident" if self.chance(0.5) else self.pick(DEEDS)).pre(
                "amod", self.adj("separate similar related earlier")
            )
            dep, node, comma = (
                "obl",
                after(
                    "in",
                    a(other)
                    if self.chance(0.7)
                    else other.pre("det", Node("another", "DET", "DT", "PronType=Ind")),
                ),
                True,
            )
        else:
            dep, node = "obl", after(self.pick(("in", "during", "after", "following")), self.deed(plain=True))
        if comma:
            node.post("punct", punct())
        return clause.pre(dep, node)

    def adverb(self, clause: Node) -> Node:
        """Put an adverb before the verb."""
        return clause.near(
            "advmod",
            self.adv(
                "also reportedly successfully effectively later allegedly immediately quickly then "
                "simultaneously earlier repeatedly already subsequently"
            ),
        )

    # clauses

    def mode(self) -> str:
        """Choose tense and aspect."""
        return self.rng.choices(list(MODES), list(MODES.values()))[0]

    def clause(self, mode: str | None = None, *, busy: float = 1.0) -> Node:
        """Write a clause without its full stop."""
        mode = mode or self.mode()
        kind = self.either(
            (10, self.acting), (7, self.suffering), (4, self.happening), (3, self.caused), (2.2, self.moving),
            (2, self.wanting), (1.5, self.being), (1.5, self.reporting), (1, self.breaking_out),
            (1, self.idle), (0.4, self.bombing_oneself),
        )  # fmt: skip
        clause = kind(mode)
        if self.chance(0.08) and mode in {"past", "now", "perfect", "pluperfect"}:
            self.adverb(clause)
        if kind in {self.being, self.reporting, self.breaking_out}:
            self.circumstances_of_state(clause)
        else:
            self.circumstances(clause, busy=busy)
        if self.chance(0.2 * busy):
            self.fronted(clause)
        return clause

    def acting(self, mode: str) -> Node:
        """Write "troops killed five militants", with a second verb now and then."""
        subject = self.actor()
        clause = self.deed_act().clause(subject, mode)
        if self.chance(0.2):
            self.second(clause, subject, mode)
        return clause

    def second(self, clause: Node, subject: Node, mode: str) -> Node:
        """Coordinate a second act that shares the subject; a third one too, now and then."""
        acts = [self.deed_act(plain=True) for _ in range(2 if self.chance(0.2) else 1)]
        xpos, feats = {
            "past": ("VBD", agree(subject.many, "Past")),
            "now": ("VBP" if subject.many else "VBZ", agree(subject.many, "Pres")),
            "perfect": ("VBN", PERFECT),
            "pluperfect": ("VBN", PERFECT),
            "progressive": ("VBG", PARTICIPLE),
            "was progressive": ("VBG", PARTICIPLE),
        }.get(mode, ("VB", INFINITIVE))
        for i, act in enumerate(acts):
            node = act.complete(predicate(act.verb, xpos, feats))
            if i + 1 == len(acts):
                node.pre("cc", cc(self.pick(("and", "and", "and", "but"))))
            if i + 1 < len(acts) or self.chance(0.15):
                node.pre("punct", punct())
            clause.post("conj", node)
        return clause

    def suffering(self, mode: str) -> Node:
        """Write "five people, including two children, were killed by gunmen"."""
        act = self.deed_act()
        clause = self.passive_of(act, mode)
        kind = self.rng.random()
        if kind < 0.16 and any(dep == "nsubj:pass" for dep, _ in clause.left):
            others = (
                noun("other", many=True).pre("nummod", self.plain_number())
                if self.chance(0.6)
                else self.counted(self.people)
            )
            rest = passive(
                self.verb("wound wound injure injure capture arrest abduct kill"),
                others,
                "past" if self.chance(0.4) else "bare",
            )
            rest.pre("cc", cc())
            if self.chance(0.3):
                rest.pre("punct", punct())
            clause.post("conj", rest)
        elif kind < 0.24:
            more = done(self.pick(TO_PEOPLE))
            clause.post("conj", more.pre("cc", cc(self.pick(("and", "or", "and")))))
        return clause

    def happening(self, mode: str) -> Node:
        """Write "a drone strike on a convoy killed five"."""
        if self.chance(0.3):
            subject = self.some(self.weapon, count=0.15, bare=0.1)
            if self.chance(0.2):
                planted = done(self.verb("plant lay hide fire launch"))
                subject.post("acl", planted.agent(self.foe(plain=True)))
        elif self.chance(0.3):
            v = self.word(
                "killing arrest capture death abduction shooting assassination kidnapping release rescue "
                "detention bombing shelling"
            )
            subject = the(noun(v)).nmod("of", self.victims(plain=True))
            if self.chance(0.4):
                subject.nmod("by", self.actor(plain=True))
            if self.chance(0.4):
                self.put_place(subject)
        else:
            subject = self.deed()
            if self.chance(0.12):
                which = Node("which", "PRON", "WDT", "PronType=Rel", "which")
                relative = passive(self.verb("claim carry+out launch condemn"), which, "past").agent(
                    self.foe(plain=True)
                )
                if self.chance(0.4):
                    relative = Act(self.verb("begin last end"), None, (self.when(),)).clause(which)
                subject.aside("acl:relcl", relative)
        return self.blast_act().clause(subject, mode)

    def caused(self, mode: str) -> Node:
        """Write "the raid followed a tip-off", "the clashes forced hundreds to flee"."""
        v = self.pick(CAUSES)
        if v.base == "force":
            who = self.some(self.people, count=0.5, bare=0.4)
            flee = Act(self.verb("flee leave evacuate withdraw surrender"), None)
            return Act(v, who, (("xcomp", flee.infinitive()),)).clause(self.deed(), mode)
        return Act(v, self.deed()).clause(self.deed(), mode)

    def moving(self, mode: str) -> Node:
        """Write "a bomb exploded near", "troops withdrew from"."""
        if self.chance(0.5):
            clause = Act(self.pick(HAPPEN), None, (self.where(),)).clause(
                self.some(self.weapon, count=0.15, bare=0.15), mode
            )
            if self.chance(0.35):
                passed = Act(self.verb("pass drive arrive patrol travel return"), None).clause(
                    self.army(plain=True), self.pick(("past", "was progressive"))
                )
                clause.post(
                    "advcl",
                    passed.pre(*(("mark", mark("as")) if self.chance(0.7) else ("advmod", mark("when")))),
                )
            return clause
        v = self.pick(MOVE)
        more: list[tuple[str, Node]] = []
        if v.base in {"withdraw", "retreat", "flee", "escape", "desert", "pull"}:
            more = [("obl", after("from", self.spot(plain=True)))]
        elif v.base in {"advance", "deploy", "march", "move", "return"}:
            more = [("obl", after(self.pick(("to", "into", "toward", "towards")), self.spot(plain=True)))]
        elif v.base == "surrender":
            more = [("obl", after("to", self.army(plain=True)))]
        subject = (
            self.counted(self.people)
            if v.base in {"die", "flee", "surrender", "escape", "drown", "starve", "bleed", "perish"}
            else self.actor()
        )
        return Act(v, None, tuple(more)).clause(subject, mode)

    def wanting(self, mode: str) -> Node:
        """Write "planned to attack", "began shelling", "is suspected of planning"."""
        kind = self.rng.randrange(6)
        act = self.deed_act(plain=True)
        if kind <= 2:
            v = self.verb(
                "vow threaten attempt want plan try manage fail continue begin agree seek prepare intend "
                "refuse help"
            )
            return Act(v, None, (("xcomp", act.infinitive()),)).clause(self.actor(), mode)
        if kind == 3:
            v = self.verb("begin start stop resume continue")
            return Act(v, None, (("xcomp", act.participle(GERUND)),)).clause(
                self.actor(), mode if "progressive" not in mode else "past"
            )
        if kind == 4:
            v = self.verb("accuse suspect convict")
            gerund = act.participle().pre("mark", mark("of"))
            return passive(v, self.victims(plain=True), mode).post("advcl", gerund)
        v = self.verb("order urge allow direct tell call help")
        if v.base == "call":
            v = verb("ask")
        return Act(v, self.army(plain=True), (("xcomp", act.infinitive()),)).clause(self.speaker(), mode)

    def being(self, mode: str) -> Node:
        """Write "the dead included", "three are missing", "there were no casualties", "it was the third"."""
        past = "now" if mode in {"now", "progressive"} else "past"
        kind = self.rng.randrange(8)
        if kind == 0:
            state = self.adj("missing dead safe critical unhurt unharmed unclear responsible alive serious")
            if state.form == "responsible":
                state.obl("for", the(self.event(False)))
            return copula(state, self.counted(self.people), past)
        if kind == 1:
            return self.nothing(past)
        if kind == 2:
            order = adj(self.word("first second third latest deadliest fourth biggest"), "Pos")
            if order.form.endswith("est"):
                order.xpos, order.feats = "JJS", "Degree=Sup"
            else:
                order.feats = "Degree=Pos|NumForm=Word|NumType=Ord"
            head = the(noun(self.pick(DEEDS)).pre("amod", order))
            if self.chance(0.6):
                self.put_place(head)
            return copula(head, self.deed(plain=True) if self.chance(0.5) else pron("it"), past)
        if kind == 3:
            dead = the(self.adj("dead dead wounded injured"))
            who = join([self.counted(self.people) for _ in range(self.rng.randint(1, 2))])
            v = verb("include")
            stand_in = noun("x", many=True)
            clause = finite(v, stand_in, past)
            clause.left = [("nsubj", dead)]
            return clause.post("obj", who)
        if kind == 4:
            head = self.role()
            return copula(head, self.person(), past)
        if kind == 5:
            among = after("among", the(self.adj("dead dead wounded injured")))
            return (
                copula(among, self.counted(self.people) if self.chance(0.7) else self.known(), past)
                if self.chance(0.6)
                else inverted(among, self.counted(self.people), past)
            )
        if kind == 6:
            clear = self.adj("clear unclear known")
            if clear.form != "unclear":
                clear.near("advmod", Node("not", "PART", "RB", "Polarity=Neg"))
                if self.chance(0.5):
                    clear.near("advmod", adv(self.pick(("immediately", "yet"))))
            asked = self.small_clause("past").pre("mark", mark(self.pick(("whether", "if"))))
            if self.chance(0.4):
                who = Node("who", "PRON", "WP", "PronType=Int", "who")
                asked = Act(self.pick(DEED_FOR_FORCES), the(self.event(False))).clause(who)
            asked_be = auxiliary("be", noun("x"), past=past == "past")
            at = sum(dep == "advmod" for dep, _ in clear.left)
            clear.left.insert(len(clear.left) - at, ("cop", asked_be))
            return clear.pre("expl", pron("it")).post("csubj", asked)
        held = passive(self.verb("believe think report say know"), self.counted(self.people), past)
        inner = self.adj("missing dead alive responsible trapped")
        inner.pre("cop", bare("be", "be", "VB", INFINITIVE)).pre("mark", mark("to"))
        return held.post("xcomp", inner)

    def nothing(self, mode: str) -> Node:
        """Write "there were no casualties"."""
        none = self.noun("casualty injury report survivor claim sign death fatality", many=True).pre(
            "det", Node("no", "DET", "DT", "PronType=Neg")
        )
        be = Node("were", "VERB", "VBD", agree(True, "Past"), "be")
        if mode == "now":
            be = Node("are", "VERB", "VBP", agree(True, "Pres"), "be")
        if none.form in {"reports", "claims", "signs"}:
            none.nmod("of", noun("damage") if self.chance(0.4) else noun("casualty", many=True))
        return be.pre("expl", pron("there")).post("nsubj", none)

    def reporting(self, mode: str) -> Node:
        """Write "no casualties were reported", "no group has claimed", "the toll rose to 30"."""
        kind = self.rng.randrange(6)
        no = Node("no", "DET", "DT", "PronType=Neg")
        if kind <= 1:
            none = (
                self.noun("casualty injury loss damage arrest", many=True)
                if self.chance(0.8)
                else noun("damage")
            )
            if none.form == "damages":
                none = noun("damage")
            return passive(
                self.verb("report record confirm cause"),
                none.pre("det", no),
                "past" if mode == "now" else mode,
            )
        if kind == 2:
            claim = Act(verb("claim"), noun("responsibility").nmod("for", the(self.event(False))))
            subject = self.noun("group organisation faction").pre("det", no)
            return claim.clause(subject, self.pick(("perfect", "past")))
        if kind == 3:
            toll = the(noun("toll").pre("compound", noun("death")))
            rise = Act(self.verb("rise climb reach"), None)
            clause = rise.clause(toll, self.pick(("past", "perfect")))
            return (
                clause.obl("to", num(self.rng.randint(5, 300)))
                if rise.verb.base != "reach"
                else clause.post("obj", num(self.rng.randint(5, 300)))
            )
        if kind == 4:
            side = noun("side", many=True).pre("det", Node("both", "DET", "DT", "PronType=Tot"))
            return Act(
                self.verb("suffer sustain report take"),
                self.some(
                    lambda many: self.noun("casualty loss", many=True).pre("amod", adj("heavy")),
                    count=0,
                    bare=1,
                ),
            ).clause(side, "past")
        who = the(self.noun("victim suspect attacker man soldier"))
        return passive(verb(self.pick(("identify", "name"))), who, "past").obl("as", self.person())

    def breaking_out(self, mode: str) -> Node:
        """Write "clashes erupted between the army and rebels in Gao"."""
        subject = (
            self.noun("clash firefight battle skirmish fight gunfight", many=True)
            if self.chance(0.6)
            else noun("fighting")
        )
        if self.chance(0.5):
            subject.pre("amod", self.adj("fierce heavy fresh intense deadly renewed sporadic"))
        clause = Act(self.verb("erupt break+out continue resume rage intensify"), None).clause(subject, mode)
        return clause.obl("between", join([self.army(plain=True), self.foe(plain=True)]))

    def idle(self, mode: str) -> Node:
        """Write idioms in the passive: "was shot dead", "were taken into custody", "was taken hostage"."""
        kind = self.rng.randrange(5)
        subject = self.victims()
        if kind == 0:
            clause = passive(verb("shoot"), subject, mode).post("xcomp", adj("dead"))
        elif kind == 1:
            clause = passive(verb("take"), subject, mode).obl("into", noun("custody"))
        elif kind == 2:
            clause = passive(verb(self.pick(("take", "hold"))), subject, mode).post(
                "xcomp", noun(self.pick(("hostage", "hostage", "prisoner")))
            )
        elif kind == 3:
            clause = passive(verb("find"), subject, mode).post(
                "xcomp", adj(self.pick(("dead", "alive", "guilty")))
            )
        else:
            clause = passive(self.verb("rush take airlift evacuate"), subject, mode)
            return clause.obl("to", a(self.noun("hospital military_hospital clinic")))
        if self.chance(0.4):
            clause.agent(self.actor(plain=True))
        return clause

    def bombing_oneself(self, mode: str) -> Node:
        """Write "a suicide bomber blew himself up"."""
        bomber = self.noun("bomber attacker suicide_bomber militant assailant suicide_attacker")
        thing = pron("himself")
        v = verb("blow+up")
        if self.chance(0.5):
            thing = self.pick((a, the))(
                self.noun("vest truck vehicle car explosive_belt motorcycle suicide_vest")
            )
            v = verb(self.pick(("detonate", "blow+up")))
        act = Act(v, thing, (self.where(),), split=thing.form == "himself" or self.chance(0.3))
        return act.clause(self.pick((a, the, a))(bomber), "past" if mode in {"progressive", "not"} else mode)

    # who says it

    def speaker(self) -> Node:
        """Describe who says it."""
        kind = self.rng.randrange(12)
        if kind <= 2:
            node = self.person()
            if self.chance(0.3):
                node.aside("appos", self.spokesman())
            return node
        if kind == 3:
            ministry = self.name(
                "Defence+_Ministry Defense+_Ministry Interior+_Ministry Defence+_Headquarters "
                "Health+_Ministry Foreign~_Ministry"
            )
            if self.chance(0.5):
                ministry.pre("amod", adj(self.pick(NATIONS)))
            return the(ministry)
        if kind == 4:
            return the(
                self.noun(
                    "army military police group ministry statement coalition governor mayor president "
                    "spokesman agency report network navy official"
                )
            )
        if kind == 5:
            node = self.noun("official witness resident source official authority", many=True)
            if self.chance(0.6):
                node.pre(
                    *self.kind(
                        "local~ security police hospital military~ army medical~ tribal~ government "
                        "senior~ health"
                    )
                )
            return node
        if kind == 6:
            police = noun("police")
            police.xpos, police.feats = "NNS", "Number=Plur"
            return police
        if kind == 7:
            return the(
                self.noun("ministry observatory headquarters command office").nmod(
                    "of", self.name("Defence Interior Health Justice")
                )
                if self.chance(0.4)
                else self.name(
                    "Syrian~_Observatory Defence+_Headquarters Pentagon Kremlin Red~_Cross White~_Helmets"
                )
            )
        if kind == 8:
            return self.name("CENTCOM NATO ISPR DHQ AFP Reuters SANA Anadolu")
        if kind == 9:
            return self.spokesman().aside("appos", self.person())
        if kind == 10:
            return pron(self.pick(("he", "it", "she", "they")))
        return self.spokesman()

    def spokesman(self) -> Node:
        """Return "an army spokesman"."""
        node = noun(self.pick(SAYERS))
        if self.chance(0.7):
            node.pre(
                *self.kind("police army security government military~ hospital rebel local~ militia ministry")
            )
        if self.chance(0.2):
            node.pre("amod", self.adj("senior local top provincial"))
        if self.chance(0.2):
            node.nmod(
                self.pick(("for", "in", "with")), self.army(plain=True) if self.chance(0.6) else self.place()
            )
        return a(node) if self.chance(0.7) else the(node)

    def sayer(self, *, past: bool = True) -> tuple[Node, Verb]:
        """Choose who says it and how."""
        return self.speaker(), self.pick(SAY)

    def attributed(self, clause: Node) -> Node:
        """Say who says it: before, behind or within the clause; quoted, now and then."""
        kind = self.rng.randrange(16)
        if kind <= 4:  # ", the army said on Monday"
            speaker, v = self.sayer()
            quoted = self.chance(0.2)
            if quoted:
                clause.pre("punct", quote(open_=True))
            clause.post("punct", punct(","))
            if quoted:
                clause.right[-1] = ("punct", Node(",", "PUNCT", ","))
                clause.post("punct", quote(open_=False))
            if v.base in {"insist", "warn", "note", "explain", "claim"} and not quoted:
                v = verb("say")
            inverse = quoted and self.chance(0.4) and speaker.upos != "PRON"
            said = finite(v, speaker)
            if inverse:
                said.left.clear()
                said.post("nsubj", speaker)
            said.pre("ccomp", clause)
            self.tail_of_saying(said)
            return said
        if kind == 5:  # ", X told Y"
            said = finite(verb("tell"), self.speaker()).post("iobj", self.told())
            said.pre("ccomp", clause.post("punct", punct()))
            self.tail_of_saying(said)
            return said
        if kind <= 8:  # ", according to Z"
            source = after("according to", self.speaker_in_full())
            if self.chance(0.25):
                return clause.pre("obl", source.post("punct", punct()))
            return clause.post("obl", infix(source))
        if kind == 9:  # ", he said, "
            said = finite(verb("say"), self.speaker())
            infix(said).post("punct", punct())
            at = next((i for i, (dep, _) in enumerate(clause.left) if dep in {"nsubj", "nsubj:pass"}), -1)
            if at >= 0 and clause.left[at][1].upos != "PRON":
                clause.left.insert(at + 1, ("parataxis", said))
                return clause
            return clause
        speaker, v = self.sayer()
        mode = self.either((8, "past"), (1, "now"), (1, "perfect"))
        said = finite(v, speaker, mode)
        if kind == 10 and v.base == "say":
            said = finite(verb("tell"), speaker, mode).post("iobj", self.told())
        if self.chance(0.3):
            self.tail_of_saying(said)
        if self.chance(0.12):
            dep, day = self.when(saying=True)
            said.pre(dep, day.post("punct", punct()))
        if kind == 11 and v.base in {"say", "add"}:
            quoted_clause = clause.pre("punct", quote(open_=True)).pre("punct", punct(self.pick((",", ":"))))
            if self.chance(0.5):  # the full stop before the mark, as American papers have it
                quoted_clause.post("punct", punct("."))
            return said.post("ccomp", quoted_clause.post("punct", quote(open_=False)))
        if self.chance(0.5) or v.base not in {"say", "report", "add", "claim", "confirm"}:
            clause.pre("mark", mark("that"))
        return said.post("ccomp", clause)

    def told(self) -> Node:
        """Return whom it was told."""
        agency = self.pick(AGENCIES)
        if agency.startswith("the "):
            return the(noun(agency[4:]))
        return noun(agency[:-1], many=True) if agency.islower() else name(agency)

    def speaker_in_full(self) -> Node:
        """Describe a speaker who is no pronoun."""
        node = self.speaker()
        return node if node.upos != "PRON" else the(noun("army"))

    def tail_of_saying(self, said: Node) -> None:
        """Add when and where it was said."""
        if self.chance(0.35):
            said.post(*self.when(saying=True))
        if self.chance(0.2):
            statement = a(self.noun("statement statement report briefing message press_release"))
            if self.chance(0.2):
                statement.nmod("on", self.day())
            said.obl("in", statement)
        elif self.chance(0.06):
            said.obl("on", noun("condition").nmod("of", noun("anonymity")))

    # sentences

    def sentence(self) -> Node:
        """Write a sentence with its full stop."""
        kind = self.rng.random()
        if kind < 0.02:
            return self.own_troops()
        attributed = self.chance(0.38)
        clause = self.clause(busy=0.7 if attributed else 1.0)
        if attributed:
            clause = self.attributed(clause)
        elif self.chance(0.07):
            other = self.clause("past", busy=0.4)
            clause.post("conj", other.pre("cc", cc(self.pick(("and", "but", "and")))).pre("punct", punct()))
        elif self.chance(0.04):
            other = self.clause("past", busy=0.4)
            clause.post("parataxis", other.pre("punct", punct(";", tight=True)))
        elif self.chance(0.05):
            other = self.small_clause("past").pre("mark", mark("while"))
            clause.post("advcl", infix(other))
        if [word.form for word in linearize(clause)[-2:]] == [".", '"']:
            return clause
        return clause.post("punct", punct("."))

    def own_troops(self) -> Node:
        """Write the style of communiques: "own troops effectively engaged the khwarij location"."""
        troops = noun("troop", many=True).pre("amod", adj("own"))
        verb_ = self.verb("engage surround target raid")
        place = the(
            self.noun("location position hideout den").pre(
                "compound", self.noun("khwarij militant terrorist bandit")
            )
        )
        clause = (
            Act(verb_, place)
            .clause(troops)
            .near("advmod", self.adv("effectively successfully professionally"))
        )
        whole = a(noun("result").nmod("of", pron("which")))
        killed = passive(self.verb("kill neutralise eliminate send"), self.counted(self.foes))
        if killed.lemma == "send":
            killed.obl("to", noun("hell"))
        clause.post("advcl:relcl", infix(killed.pre("obl", after("as", whole))))
        return clause.post("punct", punct("."))

    def strike_line(self) -> Node:
        """Write a line of a list: "-- Near Raqqa, 15 strikes engaged 13 ISIS units; and destroyed ..."."""

        def count(make: Callable[[bool], Node]) -> Node:
            one = self.chance(0.35)
            return (
                (a(make(False)) if self.chance(0.6) else make(False).pre("nummod", num("one")))
                if one
                else make(True).pre("nummod", self.plain_number())
            )

        def target(many: bool) -> Node:
            node = noun(self.pick(SITES + ARMS), many=many)
            if self.chance(0.4):
                node.pre("compound", self.group())
            return node

        strikes = self.noun("strike airstrike strike", many=self.chance(0.7))
        strikes.pre("nummod", self.plain_number() if "Plur" in strikes.feats else num("one"))
        if self.chance(0.15):
            strikes = self.noun("aircraft bomber fighter drone jet", many=True).pre(
                "nummod", self.plain_number()
            )
        tactical = self.noun("unit team position fighter", many=True).pre("nummod", self.plain_number())
        tactical.near("compound", self.group()).near("amod", self.adj("tactical large small tactical"))
        first = self.verb("engage strike destroy hit")
        clause = Act(first, tactical if first.base == "engage" else count(target)).clause(strikes)
        if self.chance(0.75):
            mood = agree(strikes.many, "Past")
            groups = [
                self.verb("destroy destroy damage suppress disable degrade wound")
                for _ in range(self.either((4, 1), (2, 2), (1, 3)))
            ]
            for i, v in enumerate(groups):
                things = join([count(target) for _ in range(self.rng.randint(1, 4))], oxford=self.chance(0.5))
                node = predicate(v, "VBD", mood).post("obj", things)
                if i + 1 == len(groups):
                    node.pre("cc", cc())
                if i + 1 < len(groups) or self.chance(0.6):
                    node.pre("punct", punct(self.pick((";", ";", ",")), tight=True))
                clause.post("conj", node)
        if self.chance(0.75):
            dep, place = self.where(plain=self.chance(0.8))
            place.first.form = (
                place.first.form
                if place.first.form[0].isdigit()
                else place.first.form[:1].upper() + place.first.form[1:]
            )
            clause.pre(dep, place.post("punct", punct()))
        if self.chance(0.7):
            clause.pre("punct", punct(self.pick(("--", "-", "*", "•", "—"))))
        return clause.post("punct", punct(".")) if self.chance(0.85) else clause

    def dateline(self) -> Node:
        """Write "BAGHDAD, Jan. 12 (Reuters) —", a sentence of its own as in EWT."""
        city = self.place()
        upper = self.chance(0.6)
        head = city
        if upper:
            for node in [city, *(child for _, child in city.right), *(child for _, child in city.left)]:
                node.form = node.form.upper()
        if self.chance(0.35):
            head.post("appos", infix(self.country()))
        if self.chance(0.35):
            date = num(str(self.rng.randint(1, 30))).pre(
                "nmod:unmarked", abbreviated(self.pick(SHORT_MONTHS + MONTHS))
            )
            head.post("list", infix(date))
        if self.chance(0.4):
            head.post("list", bracketed(self.name("Reuters AFP AP Xinhua CNN Anadolu")))
        return head.post("punct", punct(self.pick(("—", "-", "–", "--"))))

    def headline(self) -> Node:
        """Write a headline: present tense, no articles, no auxiliaries."""
        kind = self.rng.randrange(10)
        if kind <= 3:
            clause = self.deed_act(plain=True).clause(self.actor(plain=True), "now")
        elif kind <= 5:
            victims = (
                self.counted(self.people)
                if self.chance(0.7)
                else num(self.pick(SMALL) if self.chance(0.5) else self.rng.randint(2, 90))
            )
            clause = passive(self.pick(TO_PEOPLE), victims, "bare")
            if clause.lemma == "shoot" and self.chance(0.7):
                clause.post("xcomp", adj("dead"))
        elif kind == 6:
            act = self.deed_act(plain=True)
            clause = (
                self.passive_of(act, "bare", agent=0.3)
                if act.thing is not None and act.thing.upos != "PRON"
                else self.blast_act().clause(self.deed(plain=True), "now")
            )
        elif kind == 7:
            clause = self.blast_act().clause(self.deed(plain=True), "now")
        elif kind == 8:
            dead = adj("dead").pre(
                "nsubj", self.plain_number() if self.chance(0.5) else self.counted(self.people)
            )
            if self.chance(0.5):
                hurt = adj(self.pick(("wounded", "injured"))).pre("nsubj", self.plain_number())
                dead.post("conj", infix(hurt) if self.chance(0.5) else hurt.pre("cc", cc()))
            clause = dead
        else:
            clause = self.wanting("now")
        if self.chance(0.6):
            clause.obl(
                self.word("in in in near after during on"),
                self.spot(plain=True) if self.chance(0.6) else self.deed(plain=True),
            )
        if self.chance(0.12):
            v = finite(verb("say"), self.noun("army police official", many=self.chance(0.5)), "now")
            if v.left[0][1].form == "polices":
                v.left[0][1].form = "police"
            clause = v.pre("ccomp", clause.post("punct", punct()))
        elif self.chance(0.07):
            clause.post(
                "parataxis",
                self.noun("army police official ministry report").pre(
                    "punct", punct(self.pick(("-", "–", ":")))
                ),
            )
        strip_articles(clause)
        return clause


def inverted(head: Node, subject: Node, mode: str) -> Node:
    """Return "among the dead were two children"."""
    return head.post("cop", auxiliary("be", subject, past=mode != "now")).post("nsubj", subject)


def quote(*, open_: bool) -> Node:
    """Return a quotation mark."""
    return Node('"', "PUNCT", "``" if open_ else "''", tight=not open_, glued=open_)


def bracketed(node: Node) -> Node:
    """Put a phrase in brackets."""
    return node.pre("punct", punct("(", glued=True)).post("punct", punct(")", tight=True))


def strip_articles(node: Node) -> None:
    """Drop the articles, as headlines do."""
    for side in (node.left, node.right):
        side[:] = [(dep, child) for dep, child in side if not (dep == "det" and child.form in {"a", "the"})]
        for _, child in side:
            strip_articles(child)


def compose(n: int, rng: random.Random) -> list[Sentence]:
    """Write `n` sentences of news, in articles of a few sentences."""
    composer = Composer(rng)
    made: list[Sentence] = []
    seen: set[str] = set()
    article_number = 0
    while len(made) < n:
        document = f"# newdoc id = composed-{article_number}"
        article_number += 1
        for root, opens in article_of(composer):
            sentence = Sentence(
                words=title_case(linearize(root), rng) if opens == "title" else linearize(root),
                document=document,
                opens_paragraph=opens != "",
            )
            key = " ".join(word.form for word in sentence.words)
            if key not in seen and len(sentence.words) <= LONGEST and len(made) < n:
                seen.add(key)
                made.append(sentence)
    return made


LONGEST = 75  # words


def article_of(composer: Composer) -> Iterator[tuple[Node, str]]:
    """Yield the sentences of an article; the second value tells what opens a paragraph."""
    rng = composer.rng
    if rng.random() < 0.3:
        yield composer.headline(), "title"
    if rng.random() < 0.12:
        yield composer.dateline(), "line"
        yield composer.sentence(), ""
    if rng.random() < 0.06:
        for _ in range(rng.randint(2, 5)):
            yield composer.strike_line(), "line"
        return
    for _ in range(rng.randint(1, 6)):
        yield composer.sentence(), "line" if rng.random() < 0.5 else ""


def title_case(sentence: tuple[Word, ...], rng: random.Random) -> tuple[Word, ...]:
    """Write half of the headlines in title case, and a few in capitals."""
    share = rng.random()
    if share < 0.05 and not any(word.form.endswith(".") for word in sentence):
        return tuple(replace(word, form=word.form.upper()) for word in sentence)
    if share < 0.4:
        return tuple(
            word
            if word.upos in treebanks.SMALL_WORDS or word.form[0].isupper()
            else replace(word, form=word.form[:1].upper() + word.form[1:])
            for word in sentence
        )
    return sentence


# words put into gold trees ----------------------------------------------------------------------------

SKIPPED_FEATS = ("Typo", "Abbr", "Foreign", "ExtPos", "Style", "NumType", "NumForm", "Mood=Imp")
LIGHT = frozenset(
    words(
        """be have do go get make take give say tell think know want need see come let keep put seem become
        feel look mean use try start begin stop continue call ask help find like love hope wish thank
        deserve cost weigh last remain stay born depend consist belong contain include involve concern
        represent equal own resemble lack possess"""
    )
)
KEPT_NOUNS = frozenset(
    words(
        """day week month year hour minute second time morning night evening afternoon today tomorrow
        yesterday tonight way kind sort lot type number part bit couple group percent dollar cent mile
        kilometer kilometre km meter metre foot inch pound kg ton degree one thing something anything
        nothing everything someone anyone everyone nobody example case fact reason order addition term
        question problem issue result end beginning front back side top bottom rest half quarter
        majority dozen hundred thousand million age weekend decade century moment while ago name sir
        madam email phone number page date"""
    )
)
PLACE_PREPOSITIONS = frozenset(
    words("in at near from to outside inside around across through into toward towards throughout")
)
MAIN_CLAUSES = frozenset({"ROOT", "conj", "ccomp", "advcl", "acl:relcl", "acl", "xcomp", "parataxis"})
LONGEST_GOLD = 60  # words


@dataclass(frozen=True)
class Change:
    """What a word becomes: words of which one, the head, keeps the relation of the old."""

    tree: Node
    article: bool = True


def substitute(sentences: Iterable[Sentence], rng: random.Random) -> list[Sentence]:
    """Return copies of gold trees with words of the domain in them; a sentence that keeps its words is left
    out.

    A verb is replaced by one that takes the same complements, in the same form; its object and its
    subject by nouns that go with it; other words of the same class and number now and then.
    """
    writer = Substituter(rng)
    changed = (writer.rewrite(sentence) for sentence in sentences if 4 <= len(sentence.words) <= LONGEST_GOLD)
    return [sentence for sentence in changed if sentence is not None]


class Substituter:
    """Finds which words of a tree can be replaced, and replaces them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.composer = Composer(rng)

    def rewrite(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence with other words, or None when fewer than two were replaced."""
        kids: list[list[int]] = [[] for _ in sentence.words]
        for i, word in enumerate(sentence.words):
            if word.head != i:
                kids[word.head].append(i)
        changes: dict[int, Node] = {}
        for i, word in enumerate(sentence.words):
            if word.upos == "VERB" and self.rng.random() < 0.75:
                self.change_verb(i, sentence.words, kids, changes)
        for i, word in enumerate(sentence.words):
            if i not in changes and not word.feats.startswith(SKIPPED_FEATS):
                self.change_other(i, word, sentence.words, kids, changes)
        if len(changes) < 2 or not any(sentence.words[i].upos in {"VERB", "NOUN"} for i in changes):
            return None
        return replace(
            sentence, words=apply(sentence.words, changes, kids), document=sentence.document + "-domain"
        )

    def change_verb(
        self, i: int, gold: tuple[Word, ...], kids: list[list[int]], changes: dict[int, Node]
    ) -> None:
        """Replace a verb by one of the domain, and its arguments with it."""
        word = gold[i]
        deps = {gold[k].dep: k for k in kids[i]}
        if (
            word.lemma in LIGHT
            or any(mark in word.feats for mark in SKIPPED_FEATS)
            or not word.form.isalpha()
        ):
            return
        if deps.keys() & {
            "xcomp",
            "ccomp",
            "iobj",
            "compound:prt",
            "csubj",
            "csubj:pass",
            "expl",
            "compound",
        }:
            return
        if word.dep in {"case", "mark", "fixed", "advmod", "compound", "cc"}:
            return
        patient = deps.get("obj", deps.get("nsubj:pass"))
        is_passive = "Voice=Pass" in word.feats
        if patient is None and is_passive and word.dep in {"acl", "amod"}:
            if word.dep == "amod" and kids[i]:
                return
            self.put_verb(i, word, self.composer.pick(TO_PEOPLE + TO_PLACES + TO_ARMS), changes)
            return
        if patient is not None and ("obj" in deps) != is_passive:
            kind, table = self.composer.either(
                (5, ("people", TO_PEOPLE)),
                (3, ("site", TO_PLACES)),
                (2, ("arms", TO_ARMS)),
                (1, ("deed", TO_DEEDS)),
            )
            if gold[patient].upos == "PRON":
                person = gold[patient].lemma in {
                    "he",
                    "she",
                    "they",
                    "we",
                    "I",
                    "you",
                    "who",
                    "someone",
                    "anyone",
                    "everyone",
                    "himself",
                }
                table = TO_PEOPLE if person else TO_PLACES + TO_ARMS
            elif gold[patient].upos == "PROPN":
                table = TO_PEOPLE + TO_PLACES
            self.put_verb(i, word, self.composer.pick([v for v in table if not v.particle]), changes)
            if gold[patient].upos == "NOUN":
                self.put_noun(patient, gold, kids, changes, kind)
        elif (
            patient is None
            and not is_passive
            and "nsubj" in deps
            and word.dep in MAIN_CLAUSES
            and self.rng.random() < 0.5
        ):
            self.put_verb(i, word, self.composer.pick([v for v in MOVE + HAPPEN if not v.particle]), changes)
        else:
            return
        subject = deps.get("nsubj", deps.get("obl:agent"))
        if subject is not None and gold[subject].upos == "NOUN":
            self.put_noun(subject, gold, kids, changes, "actor")

    def put_verb(self, i: int, word: Word, v: Verb, changes: dict[int, Node]) -> None:
        """Replace a verb by the same form of another."""
        if word.xpos in {"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"}:
            changes[i] = predicate(
                Verb(v.base, v.past, v.participle, v.gerund, v.third), word.xpos, word.feats
            )

    def put_noun(
        self, i: int, gold: tuple[Word, ...], kids: list[list[int]], changes: dict[int, Node], kind: str
    ) -> None:
        """Replace a noun by one of a class, of the same number."""
        word = gold[i]
        if (
            word.xpos not in {"NN", "NNS"}
            or word.lemma in KEPT_NOUNS
            or not word.form.isalpha()
            or i in changes
        ):
            return
        if word.feats not in {"Number=Sing", "Number=Plur"} or any(
            gold[k].dep in {"flat", "fixed", "goeswith", "cop", "acl"} for k in kids[i]
        ):
            return
        many = word.feats == "Number=Plur"
        determined = many or any(gold[k].dep in {"det", "nmod:poss", "nummod"} for k in kids[i])
        if not determined:
            changes[i] = noun(self.composer.pick(STUFF if kind == "arms" else MASS_DEEDS))
            return
        choices = {
            "people": FIGHTERS + SOLDIERS + CIVILIANS,
            "actor": FIGHTERS + SOLDIERS + AIRCRAFT + FORCES[:12] + UNITS,
            "site": SITES,
            "arms": ARMS,
            "deed": DEEDS,
            "any": FIGHTERS + SOLDIERS + SITES + ARMS + DEEDS + CIVILIANS + UNITS + FORCES[:12],
        }[kind]
        node = noun(self.composer.pick(choices), many=many)
        if node.form in {"police", "personnel", "people"}:
            return
        if "Ptan" in node.feats and word.feats == "Number=Sing":
            return
        node.left = [] if any(gold[k].dep == "compound" for k in kids[i]) else node.left
        changes[i] = node

    def change_other(
        self, i: int, word: Word, gold: tuple[Word, ...], kids: list[list[int]], changes: dict[int, Node]
    ) -> None:
        """Replace a noun, an adjective or a name, now and then."""
        compounds = any(
            gold[k].dep in {"flat", "compound", "amod", "goeswith", "list", "fixed"} for k in kids[i]
        )
        if (
            word.upos == "NOUN"
            and word.dep in {"nsubj", "obj", "obl", "nmod", "conj", "nsubj:pass", "obl:agent", "appos"}
            and self.rng.random() < 0.4
        ):
            self.put_noun(i, gold, kids, changes, "any")
        elif (
            word.upos == "NOUN"
            and word.dep == "compound"
            and word.xpos == "NN"
            and word.lemma not in KEPT_NOUNS
            and self.rng.random() < 0.35
        ):
            if (
                not kids[i]
                and word.form.isalpha()
                and gold[word.head].upos == "NOUN"
                and i + 1 < len(gold)
                and gold[i + 1].form != "-"
            ):
                pool = [k for k in FORCE_KINDS + SITE_KINDS + DEED_KINDS if k.isalpha()]
                changes[i] = Node(self.composer.pick(pool), "NOUN", "NN", word.feats)
        elif (
            word.upos == "ADJ"
            and word.xpos == "JJ"
            and word.dep == "amod"
            and word.feats == "Degree=Pos"
            and not kids[i]
            and self.rng.random() < 0.3
        ):
            if (
                word.form.isalpha()
                and word.lemma
                not in {
                    "other",
                    "such",
                    "many",
                    "few",
                    "several",
                    "same",
                    "own",
                    "next",
                    "last",
                    "first",
                    "only",
                    "more",
                }
                and gold[word.head].upos == "NOUN"
            ):
                if i + 1 < len(gold) and gold[i + 1].form == "-":
                    return
                pool = [
                    k[:-1]
                    for k in FOE_KINDS + SITE_KINDS + DEED_KINDS + ARM_KINDS + FORCE_KINDS
                    if k[-1] == "~" and k[:-1].isalpha()
                ]
                changes[i] = adj(self.composer.pick(pool + list(NATIONS)))
        elif (
            word.upos == "PROPN"
            and word.xpos == "NNP"
            and not compounds
            and word.dep != "flat"
            and self.rng.random() < 0.5
        ):
            self.change_name(i, word, gold, kids, changes)

    def change_name(
        self, i: int, word: Word, gold: tuple[Word, ...], kids: list[list[int]], changes: dict[int, Node]
    ) -> None:
        """Replace a name of one word by a place, a group or a person, as its relation suggests."""
        if (
            word.form in DAYS + MONTHS
            or not word.form.isalpha()
            or len(word.form) < 3
            or word.feats != "Number=Sing"
        ):
            return
        if (
            word.dep in {"nmod:desc", "list", "ROOT", "vocative", "goeswith", "nmod:unmarked", "obl:unmarked"}
            or gold[word.head].upos == "PROPN"
        ):
            return
        cases = {gold[k].form.lower() for k in kids[i] if gold[k].dep == "case"}
        if cases & PLACE_PREPOSITIONS or (cases == {"of"} and self.rng.random() < 0.5):
            changes[i] = self.composer.place()
        elif word.dep == "compound":
            changes[i] = self.composer.group() if self.rng.random() < 0.6 else self.composer.place()
        elif word.dep in {"nsubj", "obj", "nsubj:pass", "conj", "appos", "obl:agent", "nmod:poss"}:
            changes[i] = self.composer.made(
                (3, lambda: name(f"{self.composer.pick(FIRST)} {self.composer.pick(LAST)}")),
                (2, self.composer.group),
                (1, lambda: name(self.composer.pick(COUNTRIES))),
            )
            if any(dep == "appos" for dep, _ in changes[i].right):
                changes[i] = name(self.composer.pick(COUNTRIES))


def apply(gold: tuple[Word, ...], changes: dict[int, Node], kids: list[list[int]]) -> tuple[Word, ...]:
    """Put small trees in the place of words and correct the articles before them."""
    parts: list[tuple[int, Word]] = []  # the place of the old word (-1 for further words), the new one
    heads: list[tuple[bool, int]] = []  # whether the head is an old place, and the place
    for i, word in enumerate(gold):
        if i not in changes:
            parts.append((i, word))
            heads.append((True, word.head))
            continue
        made = linearize(changes[i], capital=False)
        start = len(parts)
        for k, new in enumerate(made):
            root = new.head == k
            form = new.form
            if k == 0 and word.form[:1].isupper() and not form[0].isupper():
                form = form[:1].upper() + form[1:]
            if len(word.form) > 3 and word.form.isupper() and word.upos != "PROPN":
                form = form.upper()
            last = k + 1 == len(made)
            parts.append(
                (
                    i if root else -1,
                    replace(
                        new,
                        form=form,
                        dep=word.dep if root else new.dep,
                        space=word.space if last else new.space,
                        misc="_",
                    ),
                )
            )
            heads.append((True, word.head) if root else (False, start + new.head))
    moved = {old: new for new, (old, _) in enumerate(parts) if old >= 0}
    out = [
        replace(word, head=moved[head] if old else head)
        for (_, word), (old, head) in zip(parts, heads, strict=True)
    ]
    for k, word in enumerate(out[:-1]):
        if (
            word.upos == "DET"
            and word.form.lower() in {"a", "an"}
            and word.space
            and out[k + 1].form[0].isalpha()
        ):
            form = article(out[k + 1].form)
            out[k] = replace(
                word,
                form=form.upper()
                if word.form.isupper() and len(word.form) > 1
                else form.capitalize()
                if word.form[0].isupper()
                else form,
            )
    return tuple(out)


# files ------------------------------------------------------------------------------------------------


def check(sentence: Sentence, labels: frozenset[str]) -> None:
    """Refuse what is no tree: one root, no cycles, known labels.

    Raises ValueError with the text.
    """
    gold = sentence.words
    faults = [f"label {word.dep}" for word in gold if word.dep not in labels]
    faults += ["roots"] * (sum(word.head == i for i, word in enumerate(gold)) != 1)
    for i in range(len(gold)):
        steps, k = 0, i
        while gold[k].head != k and steps <= len(gold):
            k, steps = gold[k].head, steps + 1
        if steps > len(gold):
            faults.append("a cycle")
            break
    if faults:
        raise ValueError(f"{', '.join(faults)}: {text_of(gold)}")


def text_of(gold: Iterable[Word]) -> str:
    """Return the text of a sentence."""
    return "".join(word.form + " " * word.space for word in gold).strip()


def conllu(sentences: Iterable[Sentence], prefix: str) -> Iterator[str]:
    """Yield sentences in CoNLL-U."""
    document = ""
    for number, sentence in enumerate(sentences, 1):
        lines = []
        if sentence.document != document:
            document = sentence.document
            lines.append(document)
        if sentence.opens_paragraph:
            lines.append("# newpar")
        lines += [f"# sent_id = {prefix}-{number}", f"# text = {text_of(sentence.words)}"]
        for i, word in enumerate(sentence.words):
            root = word.head == i
            columns = (
                i + 1,
                word.form,
                word.lemma,
                word.upos,
                word.xpos,
                word.feats or "_",
                0 if root else word.head + 1,
                "root" if root else word.dep,
                "_",
            )
            lines.append("\t".join(map(str, columns)) + "\t" + ("_" if word.space else "SpaceAfter=No"))
        yield "\n".join(lines) + "\n\n"


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/")
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for composed.conllu and substituted.conllu"
    )
    parser.add_argument("--compose", type=int, default=3000, help="sentences to compose")
    parser.add_argument("--substitute", type=int, default=6000, help="gold sentences to put words into")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for kind, made in generate(options.data, options.compose, options.substitute, options.seed).items():
        path = options.out / f"{kind}.conllu"
        path.write_text("".join(conllu(made, kind)), encoding="utf-8")
        print(f"{path}: {len(made)} sentences, {sum(len(s.words) for s in made)} words")


def generate(data: Path, composed: int, substituted: int, seed: int) -> dict[str, list[Sentence]]:
    """Return the sentences of both generators, checked."""
    gold = [s for bank in ("ewt", "gum") for s in treebanks.read_sentences(data / f"ud/{bank}-train.conllu")]
    labels = frozenset(word.dep for sentence in gold for word in sentence.words)
    copies = substitute(gold, random.Random(seed))
    chosen = sorted(random.Random(seed).sample(range(len(copies)), min(substituted, len(copies))))
    made = {"composed": compose(composed, random.Random(seed)), "substituted": [copies[i] for i in chosen]}
    for sentences in made.values():
        for sentence in sentences:
            check(sentence, labels)
    return made


if __name__ == "__main__":
    main()
