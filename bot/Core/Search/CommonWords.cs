using System.Collections.Frozen;

namespace AdviceBot.Core.Search;

/// <summary>Everyday English words that need no mending, though our advice may not use them. Written for this project.</summary>
internal static class CommonWords
{
    public static readonly FrozenSet<string> All = """
        a able about above across act action actually add after afternoon again against age ago agree ahead air all allow allowed almost alone
        along already also although always am among amount an and angry animal another answer any anybody anymore anyone anything anyway anywhere
        apart apologise appear apple apply appointment area aren argue arm around arrange arrive art as ask asleep ate attention aunt autumn away
        awful baby back bad badly bag ball bank bar base bath bathroom be bear beat beautiful became because become bed bedroom been beer before
        began begin behind being believe bell below belt beside best better between beyond big bike bill bird birthday bit bite black blame
        bleed bless blind block blood blow blue board boat body bone book boot born borrow boss both bother bottle bottom bought bowl box boy
        brain bread break breakfast breath bridge bright bring broke broken brother brought brown brush build building burn bus business busy but
        butter button buy by cake call calm came camera can cancel car card care careful carry case cash cat catch caught cause certain chair
        chance change chapter charge cheap cheat check cheek cheese chest chew chicken choice choose christmas church city class clean clear
        clever climb clock close clothes cloud club coat coffee coin cold collar colour comb come comfort common company compare complete
        computer condition confuse cook cool copy corner correct cost cough could count country couple course cover cow crash crazy cream cross
        crowd cruel cry cup curtain cut dad dance danger dangerous dare dark darling date daughter day dead deaf deal dear death decide decision
        deep delay deny depend describe desk die diet different difficult dig dinner direct dirty disappear discover discuss dish do doctor does
        dog doing done door double doubt down draw drawer dream dress drink drive drop drove drug dry duck due during dust duty each ear early
        earn earth east easy eat edge effect egg eight either eldest else email empty end enemy enjoy enough enter equal especially even evening
        event ever every everybody everyone everything everywhere evil exact exam example except excited excuse exercise exist expect expensive
        experience explain extra eye face fact fail fair fall false family famous far farm fast fat father fault favourite fear feed feel feeling
        feet fell felt fence few field fifteen fifth fifty fight file fill film final finally find fine finger finish fire first fish fit five
        fix flat floor flower fly fold follow food foot football for force foreign forest forget forgive forgot fork form forty forward found
        four free freeze fresh friday friend friendly frightened from front fruit full fun funny furniture further future gain game garage garden
        gas gate gave general gentle get gift girl give given glad glass go goat god goes going gold gone good goodbye got government grab
        grandfather grandmother grass grateful great green grey ground group grow guess guest guilty gun guy had hair half hall hand handle hang
        happen happened happy hard hardly hat hate have having he head health hear heard heart heat heavy held hell hello help her here hers
        herself hey hi hid hide high hill him himself his hit hold hole holiday home honest honestly honey hope horrible horse hospital hot hotel
        hour house how however huge human hundred hung hungry hurry hurt husband i ice idea if ignore ill imagine important impossible in inch
        include indeed information inside instead insult interest interested into invite is island isn it its itself jacket jail job join joke
        joy judge juice jump june july just keep kept key kick kid kill kind king kiss kitchen knee knew knife knock know known lad lady laid lake
        land language large last late lately later laugh law lay lazy lead leaf learn least leave led left leg lend less lesson let letter level
        lie life lift light like likely limit line lip list listen litre little live lock lonely long look loose lord lose lost lot loud love
        lovely low luck lucky lunch lunchtime machine mad made magazine mail main make making man manage manager many march mark market marry
        mask mate matter may maybe me meal mean meant measure meat medical medicine meet member memory men mend mention mess message met metre
        middle midnight might mile milk million mind mine minute mirror miss missing mistake mix moan moment monday money monkey month mood moon
        more morning most mother mouse mouth move movie much mum murder music must my myself nail name narrow nasty nature naughty near nearly
        neat necessary neck need needle neighbour neither nephew nervous net never new newspaper next nice niece night nightmare nine no nobody
        noise none noon nor normal normally north nose not note nothing notice now nowhere number nurse nut obvious of off offer office often oh
        oil ok okay old older oldest on once one only onto open opinion opposite or orange order ordinary other otherwise ought our ours out
        outside oven over own pack page paid pain paint pair pan panic pants paper parcel pardon parent park part particular partner party pass
        past path pay peace pen pencil people perfect perhaps period person pet phone photo pick picture piece pig pin pink pipe pizza place
        plain plane plant plastic plate play player please pleased plenty pocket point police polite poor pop possible post pot potato pound pour
        power practice pram pray prefer prepare present president press pretend pretty price print prison prize probably problem promise proper
        properly proud prove public pull punch pupil pure purple purpose purse push put quarter queen question quick quickly quiet quietly quite
        rabbit race radio rain raise ran rang rather reach read ready real realise really reason receive recently record red refuse regular
        remember remind remove rent repeat reply report rest return rice rich rid ride right ring river road rock roof room root rope rose rough
        round row rub rubbish rude rule run rush sad safe said sail salt same sand sat saturday save saw say scared school science scissors score
        scratch scream sea search seat second secret see seem seen sell send sense sent september serious seriously serve set seven several shake
        shall shame shape share sharp she sheep sheet shelf shift shine ship shirt shock shoe shoot shop short shot should shoulder shout show
        shower shut shy sick side sign silly similar simple since sing single sink sir sister sit situation six size skin skirt sky sleep slept
        slip slow slowly small smart smell smile smoke snow so soap sock soft sold soldier some somebody somehow someone something sometimes
        somewhere son song soon sore sorry sort soul sound soup south space speak special speed spell spend spent spill split spoil spoke spoon
        sport spot spread spring square stable stage stairs stamp stand star start state station stay steal step stick still stir stomach stone
        stood stop store storm story straight strange stranger street stress stressed strong struggle student study stuff stupid such sudden
        suddenly sugar suggest suit summer sun sunday support suppose sure surprise swear sweet swim swing table tail take taken talk tall tap
        taste tax tea teach team tear television tell ten tent terrible test than thank thanks that the their them themselves then there these
        they thick thin thing think third thirty this those though thought thousand threat threaten three threw throat through throw thumb
        thursday ticket tidy tie tight till time tin tiny tire tired to today toe together toilet told tomorrow tongue tonight too took tooth top
        total touch towards towel tower town toy train travel tree trick tried trip trouble trousers true trust truth try tuesday turn twelve
        twenty twice twin two type ugly uncle under understand until up upon upset upstairs us use used useful useless usual usually van
        vegetable very view village visit voice vote wait wake walk wall want war warm wash waste watch water way we weak wear weather wednesday
        week weekend weigh weight weird welcome well went were west wet what whatever wheel when whenever where whether which while white who
        whole whose why wide wife wild will win wind window wine wing winter wipe wire wise wish with within without woke woman women won wonder
        wood word work world worried worry worse worst worth would wound write wrong wrote yard yeah year yellow yes yesterday yet you young your
        yours yourself zero
        abroad absolutely accent accept accident account accuse ache admit adult advert advice afraid agency agreement alarm alcohol alive
        allergy amazing ambulance anniversary annoyed anxious apartment appreciate argument armed arrest ashamed asthma athlete attack attempt
        attic attitude attract available average avoid award aware babysit bacon baker balance band banned bargain barely basic basket battery
        beach beard beast behave behaviour belief belong bench benefit bet blanket blog bloody boil bomb boots bored boring bounce brand brave
        brick brief broadband bruise bucket buggy bully burst cab cabin calendar calories campaign camp cancer candle capital captain career
        carpet castle catalogue ceiling celebrate cell century cereal ceremony challenge channel chaos character charity chat chef chemist chip
        chocolate cigarette cinema circle citizen civil claim cliff clinic clue coach coast coast colleague collect college column comment
        commit communicate community compensation competition complain concentrate concern concert confidence confident connect consider
        constant contact contain content contest continue contract control conversation convince cooker cope corn council counter county courage
        court cousin crack crew crime criminal crisis critic crop crown culture cure curious currency current custom customer cycle daily damage
        damp data deadline debate debt decade decent declare defend degree deliver delivery demand dentist department deposit depress deserve
        design desire despite destroy detail diary dictionary disabled disappoint disaster discount disease disgust dismiss display distance
        divide divorce dizzy document dragon drama driver drunk dumb economy education effort elderly elect electric elephant emergency emotion
        employ employer energy engine engineer england english entire environment equipment escape essay evidence exactly exchange exhausted
        expert express extreme facebook factory fake familiar fan fancy fashion favour feature female fever fiction figure finance fitness
        flight flood flu focus football forecast former fortune freedom friendship frustrate fuel funeral gambling gang garlic gather gay gender
        generation gentleman ghost giant goal golf gossip grade gradual grand gravy grief guide guitar gym habit hamster handy harsh healthy
        heaven height helpful hero history hobby homeless homework hostel housing hug humour ideal identity image immediate impact improve
        income increase independent individual industry injury innocent instagram insurance intelligent internet interview introduce invent
        investigate involve iron jealous jewellery jeans journey junior jury justice keen keyboard kitten label labour ladder laptop laundry
        lawyer leaflet league lecture legal leisure length library licence link lion literally loan local location locked lorry lottery lover
        loyal luggage lung magic maintain majority male manner map marriage massive match maths mayor media mental menu method microwave military
        minister minor miserable mobile model modern mortgage motorbike mountain muscle museum mushroom nappy nation natural navy negative nerve
        network neutral nursery object observe obtain occasion ocean opportunity option organ original outfit overnight owe owner package painful
        palace paradise passenger passport patient pattern peanut pension pepper percent perform permanent permission personal petrol pharmacy
        piano pillow pilot pirate pitch planet plumber poem poet poison pole policy politics pool popular population porridge position positive
        pregnant prescription pressure previous pride prime prince princess principle private process produce professional profit programme
        project property protest provide psychology pub punish puppy puzzle qualify quality queue quiz quote railway range rare raw reaction
        recipe recognise recommend recover reduce refund regret reject relate relationship relax release reliable relief religion rely repair
        replace represent request rescue research respect respond responsible restaurant result retire review reward rhythm risk rival robot
        role romantic route routine royal rugby ruin sack salad salary salon sample sandwich satisfy sauce sausage scale scarf scene schedule
        scheme scotland script seal season section security seldom select selfish senior sensible sensitive separate series session settle severe
        sex shade shadow shallow shampoo sheets shelter shoes shorts sibling signal silence silver sincere singer skill slave slice slight smooth
        snack snake snap social society sofa software soil solid solution solve source spain spare spicy spider spirit spite splash staff stare
        statement status steady steak steel stereo stole stolen strategy strength strict strike structure style subject succeed success suffer
        suicide suitable supermarket surface surgery surname survive suspect swallow sweater switch sympathy system talent target task technical
        technology teenager temper temperature temporary tenant tennis term terrified text theatre theft theory therapy thief threaten throughout
        timetable tiny title toast toddler tomato topic tough tour tourist track trade tradition traffic translate trauma treat treatment trial
        tribe troop tunnel twelve twins unable uncomfortable unfair uniform union unique unit universe university unless unlike unlikely
        unusual update upper urgent user vacuum valley valuable value vehicle version victim video virus volume volunteer wage wales warn warning
        weapon website wedding weekly western whisper wicked width willing winner witness wonderful wool workshop worried wrap yoghurt youth zoo
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that say little about the need; they weigh less, and carry no pair.</summary>
    public static readonly FrozenSet<string> Weak = """
        a about actually after again all also am an and any anyone anything are aren as ask asked asking at back be because been before being
        bit but by can cant come coming could couldnt did didnt do does doesnt doing done dont even ever every everyone everything for from get
        getting gets give given go goes going gone gonna got had has hasnt have havent having he hello help her here hers hi him his how i id if
        im in into is isnt it its ive just keep keeps know let like ll lot made make makes making many may maybe me mean means might mine more
        most much must my myself need needs never no not nothing now of off ok okay on one only or other our out over own please put really s
        said same saw say saying says see seem seen she should shouldnt so some someone something still such sure t take tell telling than thank
        thanks that thats the their them then there these they theyre theyve thing things think this those though thought to told too try trying
        up us use used very wanna want wanted wants was wasnt way we well went were weve what whats when where which while who why will with
        without wont would wouldnt yes yet you your youre advice advise question info information there've theres theyll ill itll hes shes
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
