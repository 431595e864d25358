package filbert.household;

import filbert.household.Banner.Grade;
import filbert.servent.Reachability;
import filbert.servent.Reachability.Verdict;
import filbert.sharing.download.DownloadView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * What the first page tells everybody about, and what each has dismissed of it. What was dismissed comes back when there is more of it, and, news aside, when
 * it was over for {@value #OVER} looks and began anew. Kept over a restart, by machine: each has troubles of its own. {@link #look} is to be called every
 * minute. Thread-safe.
 */
public final class HouseholdBanners {
    private static final long LITTLE_ROOM = 1L << 30; // bytes
    private static final Set<String> OF_FOLDERS = Set.of("missing", "unreadable", "hanging"); // states
    private static final String KEEPSAKE = "banners.dismissed";
    private static final int MOST = 50; // of one person; the oldest give way
    private static final int OVER = 5; // looks: a start takes its time to find out how things stand

    private final HouseholdDownloads downloads;
    private final HouseholdNetwork network;
    private final HouseholdLibrary library;
    private final LongSupplier room;
    private final Keepsakes keepsakes;
    private final Map<Long, LinkedHashMap<String, Dismissed>> dismissed = new HashMap<>(); // guarded by this

    /**
     * That somebody does not want to see it.
     *
     * @param extent as it was
     * @param over looks in a row that did not find it
     */
    private record Dismissed(long extent, boolean news, int over) {
        Dismissed now(long there) {
            return new Dismissed(Math.min(extent, there), news, 0);
        }
    }

    /** @param room bytes free where downloads go; below 0 when nobody can tell */
    public HouseholdBanners(HouseholdDownloads downloads, HouseholdNetwork network, HouseholdLibrary library, LongSupplier room, Keepsakes keepsakes) {
        this.downloads = downloads;
        this.network = network;
        this.library = library;
        this.room = room;
        this.keepsakes = keepsakes;
    }

    /** What there is for somebody and they have not dismissed; the gravest first. */
    public List<Banner> shown(Person person) {
        var all = all(person);
        synchronized (this) {
            var gone = dismissed(person);
            return all.stream().filter(banner -> !gone.containsKey(banner.id()) || gone.get(banner.id()).extent() < banner.extent()).toList();
        }
    }

    /** @return false when there is no such banner, or none any more */
    public boolean dismiss(Person person, String id) {
        var found = all(person).stream().filter(banner -> banner.id().equals(id)).findFirst();
        found.ifPresent(banner -> dismiss(person, banner));
        return found.isPresent();
    }

    private synchronized void dismiss(Person person, Banner banner) {
        var theirs = dismissed(person);
        theirs.remove(banner.id());
        theirs.put(banner.id(), new Dismissed(banner.extent(), banner.grade() == Grade.NEWS, 0));
        while (theirs.size() > MOST) {
            theirs.pollFirstEntry();
        }
        keep(person, theirs);
    }

    /** Notices what is over. @param everybody who may have dismissed something */
    public void look(List<Person> everybody) {
        letGo(everybody);
        everybody.stream().filter(this::hasDismissed).forEach(person -> look(person, all(person)));
    }

    private synchronized void letGo(List<Person> everybody) {
        dismissed.keySet().retainAll(everybody.stream().map(Person::id).collect(Collectors.toSet()));
    }

    private synchronized boolean hasDismissed(Person person) {
        return !dismissed(person).isEmpty();
    }

    private synchronized void look(Person person, List<Banner> all) {
        var extents = all.stream().collect(Collectors.toMap(Banner::id, Banner::extent, Math::max));
        var theirs = dismissed(person);
        var before = written(theirs);
        theirs.replaceAll((id, was) -> {
            var there = extents.get(id);
            return there == null ? new Dismissed(was.extent(), was.news(), was.over() + 1) : was.now(there);
        });
        theirs.values().removeIf(was -> !was.news() && was.over() >= OVER);
        if (!written(theirs).equals(before)) {
            keep(person, theirs);
        }
    }

    /** The oldest first. */
    private LinkedHashMap<String, Dismissed> dismissed(Person person) {
        return dismissed.computeIfAbsent(person.id(), id -> read(keepsakes.of(id).recall(KEEPSAKE).orElse("")));
    }

    private void keep(Person person, Map<String, Dismissed> theirs) {
        keepsakes.of(person.id()).keep(KEEPSAKE, written(theirs));
    }

    private static String written(Map<String, Dismissed> theirs) {
        return theirs.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue().extent() + (one.getValue().news() ? "n" : ""))
                .collect(Collectors.joining(" "));
    }

    private static LinkedHashMap<String, Dismissed> read(String text) {
        var theirs = new LinkedHashMap<String, Dismissed>();
        Arrays.stream(text.split(" ")).filter(one -> one.matches("[a-z0-9-]+=\\d{1,18}n?")).forEach(one -> {
            var at = one.indexOf('=');
            theirs.put(one.substring(0, at), new Dismissed(Long.parseLong(one.substring(at + 1).replace("n", "")), one.endsWith("n"), 0));
        });
        return theirs;
    }

    private List<Banner> all(Person person) {
        var banners = new ArrayList<Banner>();
        var free = room.getAsLong();
        if (free >= 0 && free < LITTLE_ROOM) {
            banners.add(Banner.of(Grade.DANGER, "disk"));
        }
        var folders = library.view(person).folders();
        folders.stream()
                .filter(folder -> OF_FOLDERS.contains(folder.state()))
                .forEach(folder -> banners.add(new Banner(Grade.DANGER, "folder-" + folder.state(), folder.path().toString(), 1)));
        var view = network.view(person);
        if (!view.exit().open()) {
            banners.add(new Banner(Grade.DANGER, view.exit().trouble().isEmpty() ? "cut-off" : "cut-off-trouble", view.exit().name(), 1));
        } else if (view.neighbours().isEmpty()) {
            banners.add(Banner.of(Grade.WARNING, "alone"));
        }
        if (network.reachability(person).verdict(Reachability.Transport.TCP) == Verdict.FIREWALLED) {
            banners.add(Banner.of(Grade.WARNING, "firewalled"));
        }
        var failed = downloads.list(person).stream().filter(download -> download.state() == DownloadView.State.FAILED).count();
        if (failed > 0) {
            banners.add(new Banner(Grade.WARNING, "failed", "", failed));
        }
        if (person.role().includes(Role.OWNER) && folders.isEmpty()) { // nobody else can add one
            banners.add(Banner.of(Grade.NEWS, "nothing-shared"));
        }
        banners.sort(Comparator.comparing(Banner::grade));
        return banners;
    }
}
