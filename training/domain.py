"""Make training data of the domain: military news as Universal Dependencies trees.

    python training/domain.py --data ../shared/data --out /tmp/domain --compose 3000 --substitute 6000 --seed 1

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

import tokens
import treebanks
from treebanks import Sentence, Word

# words ------------------------------------------------------------------------------------------------

IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        entry.split()
        for entry in """be was been/beat beat beaten/begin began begun/bind bound bound/blow blew blown/break broke broken
        bring brought brought/build built built/burn burned burned/bury buried buried/buy bought bought/catch caught caught
        come came come/cut cut cut/dig dug dug/do did done/drive drove driven/fall fell fallen/feed fed fed
        fight fought fought/find found found/flee fled fled/fly flew flown/get got got/give gave given/go went gone
        have had had/hide hid hidden/hit hit hit/hold held held/hurt hurt hurt/keep kept kept/know knew known
        lay laid laid/lead led led/leave left left/lose lost lost/make made made/meet met met/overrun overran overrun
        pay paid paid/put put put/retake retook retaken/ride rode ridden/rise rose risen/run ran run/say said said
        see saw seen/seek sought sought/send sent sent/set set set/shoot shot shot/show showed shown/sink sank sunk
        spread spread spread/steal stole stolen/strike struck struck/take took taken/tear tore torn/tell told told
        think thought thought/throw threw thrown/withdraw withdrew withdrawn/write wrote written""".replace("\n", "/").split("/")
    )
}
DOUBLING = frozenset("ban bar drop fit gun mob nab pin plan plot rig ram repel rob stab step stop tip trap expel".split())
PLURALS = {
    "gunman": "gunmen", "policeman": "policemen", "serviceman": "servicemen", "militiaman": "militiamen", "man": "men",
    "woman": "women", "child": "children", "schoolchild": "schoolchildren", "guardsman": "guardsmen", "fisherman": "fishermen",
    "tribesman": "tribesmen", "spokesman": "spokesmen", "aircraft": "aircraft", "personnel": "personnel", "police": "police",
    "people": "people", "person": "people", "troop": "troops", "headquarters": "headquarters", "barracks": "barracks",
    "mujahid": "mujahideen", "khwarij": "khwarij", "gendarme": "gendarmes", "thief": "thieves", "life": "lives", "body": "bodies",
    "series": "series", "wolf": "wolves", "policewoman": "policewomen", "airman": "airmen", "crewman": "crewmen",
}  # fmt: skip
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
    if base in {"run", "cut", "hit", "put", "set", "dig", "get", "begin", "overrun"}:
        gerund = base + base[-1] + "ing"
    if base == "die":
        past, gerund = "died", "dying"
    hissing = base.endswith(("s", "sh", "ch", "x", "z", "o"))
    third = {"have": "has", "be": "is"}.get(base) or (
        base + "es" if hissing else base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"
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


def words(text: str) -> tuple[str, ...]:
    """Split a list that is written as a text; "_" stands for the blank in a phrase."""
    return tuple(word.replace("_", " ") for word in text.split())


def verbs(text: str) -> tuple[Verb, ...]:
    """Read a list of verbs."""
    return tuple(verb(word) for word in text.split())


# What is done to people, to places and positions, to things found, to things that fly.
TO_PEOPLE = verbs(
    """kill kill kill wound injure arrest arrest detain capture apprehend nab seize neutralise neutralize eliminate shoot
    gun+down ambush attack target kidnap abduct behead execute free rescue release hold question interrogate evacuate
    disarm surround round+up take+out engage fight repel strike hit bomb hunt+down track+down liquidate slaughter massacre
    hang torture stab hack assassinate murder trap pursue chase expel deport extradite parade corner overpower intercept
    confront encircle obliterate annihilate martyr lose send recruit train arm back support shield protect guard
    bury identify name"""
)
TO_PLACES = verbs(
    """bomb shell strike hit pound target raid storm seize capture retake recapture clear surround besiege overrun liberate
    torch bombard attack destroy dismantle search comb sweep cordon+off seal+off blow+up demolish ransack loot level
    flatten burn+down engage encircle reach enter secure hold abandon defend infiltrate patrol evacuate occupy shut+down
    raze damage rocket mortar strafe pummel blast hammer assault penetrate invade blockade reclaim take+over take control
    surround isolate fortify rebuild vacate lose inspect scour mine booby-trap breach approach"""
)
TO_ARMS = verbs(
    """seize recover confiscate find discover intercept defuse uncover destroy impound dig+up surrender hand+over capture
    unearth locate collect detonate dismantle remove neutralise dispose steal lose smuggle transport hide store plant lay carry
    disable blow+up retrieve clear abandon display burn drop fire launch test deploy buy sell supply"""
)
TO_AIRCRAFT = verbs(
    "shoot+down shoot+down shoot+down down down intercept intercept destroy bring+down track jam launch lose fly scramble "
    "detect engage shell hit repel neutralize"
)
TO_DEEDS = verbs(
    """carry+out carry+out carry+out conduct conduct launch launch mount stage foil thwart repel repulse execute perform
    undertake plan prepare coordinate lead order begin start resume halt suspend end stop condemn claim announce
    report confirm deny intensify complete continue commence call+off prevent disrupt plot avert oversee fight+off
    authorize step+up"""
)
DEED_FOR_FORCES = verbs(
    "carry+out carry+out conduct conduct conduct launch launch mount stage execute perform undertake lead begin start "
    "resume complete commence step+up intensify"
)
DEED_FOR_FOES = verbs("foil thwart repel repulse prevent disrupt avert fight+off beat+back stop")
HAPPEN = verbs(
    "explode detonate go+off crash land erupt break+out occur collapse fail begin end intensify continue resume escalate "
    "spread subside"
)
MOVE = verbs(
    "surrender flee escape withdraw retreat advance attack patrol arrive die deploy fight fire disappear gather retaliate "
    "resist regroup pull+out pull+back dig+in hold+out fall+back move+in close+in return respond counterattack "
    "infiltrate desert defect mutiny demonstrate march drown bleed starve perish survive"
)
BLASTS = verbs(
    "kill kill wound injure hit strike destroy damage rock rip kill shake target leave claim injure maim demolish shatter"
)
CAUSES = verbs("follow prompt trigger spark spoil end interrupt disrupt mark cause precede provoke force")

FIGHTERS = words(
    """militant militant insurgent terrorist extremist jihadist jihadi islamist rebel rebel gunman gunman fighter fighter
    bandit bandit guerrilla attacker assailant bomber suspect criminal gangster kidnapper abductor pirate trafficker
    smuggler separatist operative element remnant cadre maoist militiaman dissident sniper infiltrator accomplice hijacker
    raider rustler recruit courier sympathiser collaborator outlaw hitman perpetrator arsonist intruder mercenary khwarij
    facilitator financier deserter mutineer vigilante invader saboteur combatant warlord naxalite poacher looter"""
)
SOLDIERS = words(
    """soldier soldier soldier policeman officer gendarme guard guardsman paratrooper marine sailor serviceman commando
    trooper jawan ranger peacekeeper constable conscript recruit detective legionnaire pilot fusilier peshmerga
    reservist sapper gunner airman medic sergeant sniper crewman scout infantryman"""
).__add__(("police officer", "border guard", "security guard", "prison guard", "service member"))
CIVILIANS = words(
    """civilian civilian villager resident child woman boy girl farmer worker passenger journalist bystander student pupil
    worshipper shepherd trader merchant teacher doctor nurse driver fisherman pilgrim shopkeeper refugee herder
    commuter motorist priest imam cleric elder tourist labourer hostage captive prisoner detainee civilian protester
    lawmaker politician mayor judge prosecutor engineer miner musician baby toddler teenager mother tribesman chief
    person person person man man migrant schoolchild volunteer contractor aid_worker health_worker crew_member"""
)
LEADERS = words(
    """commander commander leader leader chief emir kingpin ringleader mastermind warlord deputy planner facilitator
    spokesman head operative member bomb-maker recruiter financier fighter field_commander senior_commander
    explosives_expert military_chief"""
)
AIRCRAFT = words("jet warplane helicopter drone aircraft fighter_jet gunship plane bomber fighter attack_helicopter chopper UAV")
FLYING = words(
    "drone drone drone helicopter warplane missile rocket jet plane fighter_jet cruise_missile ballistic_missile "
    "quadcopter UAV balloon glide_bomb aircraft attack_drone projectile"
)
SITES = words(
    """hideout camp base convoy position checkpoint compound outpost headquarters bunker depot bridge tunnel vehicle market
    mosque village safehouse stronghold airfield prison building house church school hospital barracks factory farm enclave
    cave trench refinery pipeline dam port airport station post patrol patrol camp_site stadium hotel embassy bank
    shrine bus train ship vessel boat tanker truck town hilltop hill garrison warehouse laboratory workshop cell
    fortification embankment junction border_post police_station training_camp supply_route command_post
    fighting_position staging_area mortar_position weapons_depot ammunition_dump bomb_factory power_plant fuel_depot radar
    oil_refinery army_base air_base air_defence_system rocket_launcher military_base safe_house
    logistics_hub gun_position tactical_unit observation_post railway_line launch_site"""
)
ARMS = words(
    """rifle rocket grenade mortar mine pistol vehicle bomb detonator missile launcher motorcycle truck shell drone landmine
    IED explosive weapon gun machine_gun assault_rifle magazine cartridge round hand_grenade mortar_shell suicide_vest
    explosive_device improvised_explosive_device rocket_launcher bomb sniper_rifle tank howitzer radio
    mobile_phone pickup machete boat passport document laptop flag uniform explosive_belt artillery_piece
    mortar_round RPG fuse car_bomb barrel_bomb armoured_vehicle booby_trap tunnel cache arms_cache weapons_cache"""
)
STUFF = words(
    "ammunition explosive weaponry fuel heroin cocaine ammonium_nitrate TNT food medicine equipment livestock hashish opium "
    "dynamite cannabis"
)
DEEDS = words(
    """raid raid attack attack airstrike airstrike strike strike operation operation ambush offensive assault bombing
    shelling clash explosion blast shootout firefight crackdown incursion bombardment sweep patrol mission incident
    massacre shooting kidnapping abduction assassination drone_strike air_strike air_raid suicide_attack suicide_bombing
    car_bombing bomb_attack gun_battle mortar_attack rocket_attack missile_strike search_operation clearance_operation
    counterattack counteroffensive gunfight skirmish encounter battle siege campaign roadside_bombing sortie
    artillery_strike grenade_attack night_raid military_operation security_operation rescue_operation infiltration barrage
    missile_attack drone_attack air_assault cross-border_raid"""
)
MASS_DEEDS = words("shelling fighting gunfire violence bombardment fire artillery_fire sniper_fire mortar_fire bombing unrest")
UNITS = words("battalion brigade division regiment squadron company platoon corps unit squad army patrol contingent column")
FORCES = words(
    "army army army military military police navy government coalition militia air_force gendarmerie coast_guard intelligence_service "
    "border_police military_police federal_police national_guard security_service special_police regime junta alliance"
)
FORCE_HEADS = words(
    """force force force troop troop troop soldier soldier jet warplane helicopter drone aircraft commando policeman officer fighter gunship
    unit gunner ranger marine paratrooper engineer militiaman personnel operative agent patrol team pilot guard
    police authority sapper peacekeeper tank"""
)
FORCE_KINDS = words(
    "security security security army government government police coalition navy border special~ joint~ federal~ "
    "tribal~ local~ military~ regime air ground~ allied~ loyalist rebel elite~ army intelligence counter-terrorism "
    "pro-government~ peacekeeping infantry artillery state regular~ armed~"
)
FOE_KINDS = words(
    "suspected! suspected! armed~ unidentified~ unknown~ foreign~ heavily_armed~ masked! local~ notorious~ wanted! "
    "fleeing. hooded! alleged~ Islamist~ separatist rebel tribal~ rival~ enemy hardcore~ dangerous~ dreaded!"
)
SITE_KINDS = words(
    "rebel military~ suspected! tactical~ enemy ammunition training army police weapons strategic~ key~ remote~ abandoned! "
    "residential~ crowded! former~ border fortified! underground~ main~ nearby~ makeshift~ insurgent militant terrorist "
    "bandit logistics forward~ civilian~ heavily_guarded~"
)
DEED_KINDS = words(
    "joint~ major~ deadly~ overnight~ coordinated! suicide drone air bomb rocket mortar night dawn surprise military~ special~ "
    "large-scale~ fierce~ heavy~ fresh~ new~ separate~ similar~ clearance massive~ complex~ search bloody~ precision "
    "predawn~ retaliatory~ aerial~ brazen~ twin~ multiple~ successful~ targeted! planned! failed! sustained! intelligence-based~ "
    "cross-border~ botched! indiscriminate~ daring~ routine~ ground rescue"
)
ARM_KINDS = words(
    "heavy~ light~ anti-tank~ anti-aircraft~ homemade~ unexploded~ powerful~ long-range~ loaded! automatic~ stolen! live~ large~ "
    "small~ hidden! Iranian-made~ Russian-made~ loitering. locally_made~ unregistered~ camouflaged! remote-controlled~"
)
MAKES = words("AK-47 PKM RPG-7 Katyusha Kalashnikov Grad M16 Shahed DShK T-72 Humvee Toyota Kornet TOW HIMARS Su-25 MiG-29 F-16 Mi-24 Apache")

NATIONS = words(
    """Iraqi Syrian Turkish Afghan Pakistani Indian Nigerian Somali Kenyan Malian French Russian Ukrainian Israeli Saudi Yemeni
    Egyptian Libyan Sudanese Congolese Ugandan Ethiopian Philippine Colombian Mexican American British Iranian Lebanese
    Kurdish Chadian Cameroonian Burkinabe Jordanian Algerian Tunisian Thai Indonesian Burmese Rwandan Burundian Haitian Palestinian
    Mozambican Nigerien Armenian Azerbaijani Georgian Eritrean Emirati Bangladeshi Peruvian Venezuelan Brazilian"""
)
COUNTRIES = words(
    """Iraq Syria Turkey Afghanistan Pakistan India Nigeria Somalia Kenya Mali France Russia Ukraine Israel Yemen Egypt Libya Sudan
    Uganda Ethiopia Colombia Mexico Iran Lebanon Chad Cameroon Niger Mozambique Burundi Rwanda Haiti Myanmar Thailand Indonesia
    Jordan Algeria Tunisia Armenia Azerbaijan Georgia Bangladesh Peru Ecuador Honduras Eritrea Gaza Crimea Kashmir
    Kosovo Benin Togo Ghana Senegal Congo South+_Sudan North+_Korea Saudi~_Arabia Burkina_Faso Ivory+_Coast Sierra_Leone
    Sri_Lanka Papua_New_Guinea"""
)
PLACES = words(
    """Mosul Kirkuk Tikrit Fallujah Ramadi Hit Baiji Raqqa Aleppo Idlib Homs Hama Palmyra Deir_ez-Zor Kobani Afrin Manbij
    Tal_Afar Sinjar Hawija Baqubah Samarra Basra Kandahar Kunduz Helmand Ghazni Lashkar_Gah Nangarhar Khost Kabul Jalalabad Herat
    Quetta Peshawar Miranshah Waziristan Bannu Bajaur Khyber Karachi Kulgam Pulwama Bastar Sukma Bijapur Dantewada Imphal
    Maiduguri Borno Yobe Zamfara Katsina Kaduna Sokoto Sambisa Baga Damboa Gwoza Konduga Birnin_Gwari Shiroro Diffa Agadez
    Tillaberi Menaka Gao Kidal Timbuktu Mopti Djibo Dori Ouagadougou Mogadishu Kismayo Baidoa Afgooye Galmudug Lower~_Shabelle
    Jilib Lamu Mandera Garissa Goma Bunia Beni Ituri Bukavu Rutshuru Masisi Uvira El_Fasher El_Geneina Khartoum Omdurman Darfur
    South+_Kordofan Tigray Mekelle Gondar Amhara Oromia Palma Macomia Cabo_Delgado Benghazi Sirte Tripoli Derna Misrata
    Sinai el-Arish Rafah Khan_Younis Gaza+_City Jenin Nablus Hebron Sidon Tyre Nabatieh Sanaa Aden Hodeidah Marib Taiz Saada
    Donetsk Luhansk Bakhmut Avdiivka Kherson Kharkiv Odesa Mykolaiv Zaporizhzhia Sumy Belgorod Kursk Rostov Grozny Makhachkala
    Marawi Jolo Basilan Cotabato Patikul Zamboanga Poso Pattani Narathiwat Yala Rakhine Sagaing Mindat Loikaw Lashio
    Medellin Cali Cauca Arauca Tumaco Catatumbo Tijuana Culiacan Sinaloa Michoacan Port-au-Prince Ciudad_Juarez San_Vicente
    Diyarbakir Hakkari Sirnak Cizre Qandil Sirnak Dohuk Makhmour al-Qaim al-Bab al-Hasakah al-Tanf al-Shirqat Ras_al-Ain"""
)
REGIONS = words(
    """Anbar Diyala Nineveh Salahuddin Hasakah Daraa Latakia Helmand Uruzgan Paktika Kunar Wardak Balochistan Punjab Sindh
    Borno Adamawa Plateau Benue Kivu Ituri Kordofan Darfur Tigray Afar Amhara Gedo Bay Hiran Shabwa Hadramaut Abyan Bayda
    Kherson Donetsk Luhansk Kharkiv Sulu Maguindanao Chin Shan Kayah Kachin Cauca Choco Guerrero Jalisco Tamaulipas Sinai
    Lac Soum Oudalan Koulikoro Segou Zinder Tahoua Manica Nampula Chhattisgarh Jharkhand Manipur Assam Sirnak Hakkari"""
)
AREAS = words("province province province district district region state area governorate county municipality sector subdistrict valley")
GROUPS = words(
    """ISIS ISIS ISIL Daesh IS Taliban al-Qaeda al-Shabaab PKK YPG SDF Hezbollah Hamas Houthi TTP JNIM ISWAP M23 ADF FARC ELN
    LRA RSF AQAP AQIM Ansar_al-Sharia Boko_Haram Boko_Haram Abu_Sayyaf Jabhat_al-Nusra Lashkar-e-Taiba Jaish-e-Mohammed
    Ansar_Dine Islamic~_State Islamic~_State Islamic~_Jihad Fatah Janjaweed Wagner CODECO Fano Mai-Mai NPA MILF BRP
    al-Nusra al-Mourabitoun Ansaru Jamaah_Islamiyah ULFA PLA Kata'ib_Hezbollah Asaib_Ahl_al-Haq Hashd_al-Shaabi Peshmerga
    Revolutionary+_Guards Azov Arakan+_Army Karen~_National~_Union Free~_Syrian~_Army Gulf+_Cartel Shining~_Path Haqqani+_Network"""
)
NAMED_FORCES = words(
    """Syrian~_Democratic~_Forces Iraqi~_Security+_Forces Multinational~_Joint~_Task+_Force African~_Union Federal~_Police
    Lebanese~_Army Indian~_Army Armed~_Forces Nigerian~_Air+_Force Libyan~_National~_Army Popular~_Mobilization+_Forces
    Central~_Command Counter~_Terrorism+_Service Joint~_Task+_Force Rapid~_Support+_Forces Border+_Security+_Force Afghan~_National~_Army
    Royal~_Air+_Force United~_Nations NATO CENTCOM MINUSMA AMISOM MONUSCO UNIFIL Pentagon FSB SBU DSS Frontier+_Corps
    Civilian~_Joint~_Task+_Force Special~_Operations+_Command Rangers General~_Staff National~_Guard Coast+_Guard"""
)
ACRONYMS = words("SDF ISF MNJTF AU LNA PMF RSF BSF ANA NPA FDLR CJTF JTF NSAG LTTE CRPF SSG DRG")
FIRST = words(
    """Ahmed Mohammed Ali Hassan Omar Abdul Yusuf Ibrahim Khalid Mahmoud Saad Jamal Hamid Tariq Sergei Ivan John Pierre Musa Bashir
    Aliyu Juan Carlos Raj Imran Farid Sami Rashid Nouri Oleksandr Dmitry Andriy Ana Maria Fatima Amina Grace Joseph David Daniel
    Emmanuel Moussa Abdoulaye Tadesse Getachew Nyi Aung Ramon Rodrigo Miguel Vikram Sanjay Arjun Mehmet Hakan Zeynep Reza Javad
    Elias Georges Marc Thomas Peter Michael Ryan Sarah Karen"""
)
LAST = words(
    """Hassan Ibrahim Khan Mohamud Abubakar Petrov Jones al-Jubouri al-Baghdadi al-Masri al-Obeidi Rahman Sharif Ahmadi Singh
    Dupont Garcia Mohammed Yusuf Osman Warsame Karimi al-Zarqawi al-Libi Haqqani Danjuma Nwachukwu Shekau Traore Coulibaly
    Kabore Diallo Mbeki Kagame Tesfaye Alemu Htun Win Reyes Santos Mendoza Castillo Perez Sharma Rathore Yilmaz Demir Hosseini
    Rezaei Khoury Haddad Martin Doyle Warren Davis Kovalenko Shevchenko Sokolov Volkov Bello Okafor"""
)
KUNYAS = words("Abu_Omar Abu_Bakr Abu_Hamza Abu_Musab Abu_Sayed Abu_Walid Abu_Yahya Mullah_Omar Abu_Jihad Abu_Fatima Haji_Bashir")
RANKS = words("Col. Gen. Maj. Lt. Capt. Brig. Sgt. Colonel General Major Captain Lieutenant Sergeant Sheikh President Admiral Brigadier Mullah")
OFFICES = words("spokesman commander chief governor mayor official minister secretary adviser director coordinator spokeswoman analyst")
DAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = words("January February March April May June July August September October November December")
SHORT_MONTHS = words("Jan. Feb. Aug. Sept. Oct. Nov. Dec.")
SMALL = words("two three four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty fifty")
SAYERS = words("official officer spokesman minister witness resident commander lawmaker doctor statement report source")
SAY = verbs("say say say say say say announce report add claim confirm state insist warn note explain")
AGENCIES = words("Reuters AFP CNN Xinhua Anadolu TASS Interfax SANA Al-Jazeera BBC reporters journalists the_newspaper the_agency")
SYLLABLES = words("ba da ga ka la ma na ra sa ta za ja bo do go ko mo no ro so to zo bi di gi ki li mi ni ri si ti zi ku lu mu ru shu du")
ENDINGS = words("bad n r k stan grad vka pur sh h l t m iya awi wa ra nda mba ri du go zi rg")
ADJECTIVE_WORDS = frozenset(
    """explosive ballistic improvised armoured armored tactical military mobile senior special federal national safe ground
    cross-border heavy light civilian long-range small""".split()
)
