package filbert.servent.spam;

import java.util.Locale;

/** Why a result may be junk, and how much that weighs (2-search, 11). The names are stored: a new one may be added, none be changed. */
public enum Reason {
    /** 8,192 bytes, called like the question with {@code .exe} behind it: the Mandragore worm. */
    WORM(100),
    /** A program dressed up as music, a picture or a text. */
    BAIT(100),
    /** A program: hidden unless the question names its ending. */
    PROGRAM(90),
    /** Its hash is on a list. */
    LISTED_HASH(100),
    /** Its name and size are on a list. */
    LISTED_NAME(95),
    /** Nothing of what was asked is in its name or its tags. */
    NO_WORD(90),
    /** Called exactly like the question. Honest files are, too, so this alone hides nothing. */
    ECHO(40),
    /** Called like the question, by somebody who says to be LimeWire and behaves as only spammers do. */
    FORGED_ECHO(90),
    /** One host calls many contents exactly like the question. */
    ECHOES_ALL(80),
    /** One name and size, and a new hash from everybody. */
    MANY_HASHES(90),
    /** Its metadata holds a link to open. */
    ADVERTISEMENT(95),
    /** Its name is the address of a site. */
    SITE_IN_NAME(60),
    /** Its name plays with URNs or magnet links. */
    LINK_IN_NAME(70),
    /** One hash twice in one hit. */
    REPEATED(90),
    /** More alternate locations than anybody sends. */
    MANY_LOCATIONS(90),
    /** Different contents at the same alternate locations. */
    SHARED_LOCATIONS(90),
    /** The vendor code is none. */
    ODD_VENDOR(60),
    /** Says to be a program it is not. */
    FORGED_VENDOR(60),
    /** A servent GUID thousands have. */
    WORN_GUID(60),
    /** Its names have no word in common. */
    NAMES_DIFFER(30),
    /** It has no hash. */
    NO_HASH(20),
    /** The household called it spam. */
    CALLED_SPAM(100),
    /** Like what the household called spam. */
    LIKE_SPAM(0),
    /** The household said that it is none. */
    WANTED(0);

    private final int percent;

    Reason(int percent) {
        this.percent = percent;
    }

    /** How much it weighs unless said otherwise. */
    public int percent() {
        return percent;
    }

    /** Message key below {@code spam.}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
