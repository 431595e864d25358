package filbert.servent.spam;

import filbert.identity.Guid;
import filbert.identity.Sha1;
import filbert.identity.Urn;
import filbert.wire.message.QueryHit;
import filbert.wire.message.QueryHit.Flag;
import filbert.wire.message.QueryHit.Result;
import filbert.wire.words.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rules that need no more than one hit (2-search, 3.7 and 11). Costs a few string scans for each record. */
public final class HitRules {
    private static final int MOST_LOCATIONS = 16; // 2-search, 3.7

    private static final long WORM_SIZE = 8_192; // 2-search, 11

    /** 1-connect, 1.2. The zero GUID never gets here. */
    private static final Set<Guid> WORN = Set.of(
            Guid.parse("20d262ff0e6fd6119734004005a207b1"),
            Guid.parse("9c51e42153d4c94a858f8e8a8391173d"),
            Guid.parse("27630b632f070ca9ffc48eb06a72c700"),
            Guid.parse("58585858585858585858585858585858"));

    private final Asked asked;

    public HitRules(Asked asked) {
        this.asked = asked;
    }

    /** What speaks against each record, in the hit's order. */
    public List<Set<Reason>> judge(QueryHit hit) {
        var whole = ofWhole(hit);
        var tags = asked.words().isEmpty() || hit.xml().isEmpty() ? List.<String>of() : Words.of(hit.xml());
        var seen = new HashSet<Sha1>();
        var repeated = new HashSet<Sha1>();
        hit.results().forEach(result -> sha1(result).filter(hash -> !seen.add(hash)).ifPresent(repeated::add));
        var all = new ArrayList<Set<Reason>>(hit.results().size());
        for (var result : hit.results()) {
            var marks = EnumSet.noneOf(Reason.class);
            marks.addAll(whole);
            ofRecord(result, tags, marks);
            sha1(result).filter(repeated::contains).ifPresent(_ -> marks.add(Reason.REPEATED));
            if (marks.contains(Reason.ECHO) && isForger(hit, result)) {
                marks.add(Reason.FORGED_ECHO);
            }
            all.add(marks);
        }
        return all;
    }

    private static Optional<Sha1> sha1(Result result) {
        return result.urn().flatMap(Urn::sha1);
    }

    private static Set<Reason> ofWhole(QueryHit hit) {
        var marks = EnumSet.noneOf(Reason.class);
        if (hit.xml().toLowerCase(Locale.ROOT).contains("action=\"http")) {
            marks.add(Reason.ADVERTISEMENT);
        }
        if (!hit.vendor().isEmpty() && !hit.vendor().chars().allMatch(HitRules::isVendorCharacter)) {
            marks.add(Reason.ODD_VENDOR);
        }
        if (isForgedVendor(hit)) {
            marks.add(Reason.FORGED_VENDOR);
        }
        if (WORN.contains(hit.servent())) {
            marks.add(Reason.WORN_GUID);
        }
        if (Locations.areShared(hit.results())) {
            marks.add(Reason.SHARED_LOCATIONS);
        }
        return marks;
    }

    private static boolean isVendorCharacter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    /** 2-search, 3.4: gtk-gnutella always sends GTKGV, LimeWire dates its files or describes them. */
    private static boolean isForgedVendor(QueryHit hit) {
        return switch (hit.vendor().toUpperCase(Locale.ROOT)) {
            case "GTKG" -> hit.extensions().get("GTKGV").isEmpty() && hit.extensions().get("GTKGV1").isEmpty();
            case "LIME" ->
                hit.xml().isEmpty() && hit.results().stream().allMatch(result -> result.extensions().get("CT").isEmpty());
            default -> false;
        };
    }

    private void ofRecord(Result result, List<String> tags, Set<Reason> marks) {
        var name = result.name();
        if (Names.isBait(name)) {
            marks.add(Reason.BAIT);
        } else if (Names.isProgram(name) && !asked.words().contains(Names.ending(name))) {
            marks.add(Reason.PROGRAM);
        }
        if (Names.holdsSite(name)) {
            marks.add(Reason.SITE_IN_NAME);
        }
        if (Names.holdsLink(name)) {
            marks.add(Reason.LINK_IN_NAME);
        }
        if (sha1(result).isEmpty()) {
            marks.add(Reason.NO_HASH);
        }
        if (Locations.of(result).size() > MOST_LOCATIONS) {
            marks.add(Reason.MANY_LOCATIONS);
        }
        if (!asked.words().isEmpty()) {
            ofWords(result, tags, marks);
        }
    }

    private void ofWords(Result result, List<String> tags, Set<Reason> marks) {
        if (!asked.isIn(Words.of(result.name())) && !asked.isIn(tags)) {
            marks.add(Reason.NO_WORD);
        } else if (Names.isEcho(result.name(), asked)) {
            marks.add(Reason.ECHO);
            if (result.size() == WORM_SIZE && Names.ending(result.name()).equals("exe")) {
                marks.add(Reason.WORM);
            }
        }
    }

    /** gtk-gnutella's test: says LimeWire, and either never says it serves anybody or has exactly two alternate locations. */
    private static boolean isForger(QueryHit hit, Result result) {
        var trailer = hit.trailer();
        var silent = trailer.uploaded() != Flag.YES && trailer.push() != Flag.YES && hit.extensions().get("BH").isEmpty();
        return hit.vendor().equalsIgnoreCase("LIME") && (silent || Locations.of(result).size() == 2);
    }
}
