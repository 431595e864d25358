package filbert.household.telling;

import filbert.household.HouseholdLimits;
import filbert.household.People;
import filbert.household.Person;
import filbert.sharing.download.DownloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Tells people that what they may fetch keeps a download of theirs waiting: once a week for each limit. Not thread-safe. */
public final class QuotaWatch {
    private static final String WEEK = "quota-reached"; // reasons of downloads
    private static final String PLACES = "own-places";
    private static final Duration A_WEEK = Duration.ofDays(7);

    private final HouseholdInbox inbox;
    private final HouseholdLimits limits;
    private final People people;
    private final Set<Reached> told = new HashSet<>(); // of this week

    private record Reached(long person, Notice notice, Instant week) {}

    public QuotaWatch(HouseholdInbox inbox, HouseholdLimits limits, People people) {
        this.inbox = inbox;
        this.limits = limits;
        this.people = people;
    }

    /** Blocks when there is somebody to tell. */
    public void look(Collection<DownloadView> downloads) {
        var reached = new HashSet<Reached>();
        for (var download : downloads) {
            var kept = download.state() == DownloadView.State.QUEUED && (download.reason().equals(WEEK) || download.reason().equals(PLACES));
            if (kept) {
                people.byId(download.person()).filter(person -> limits.view(person).fetches()).ifPresent(person -> reached.add(reached(person, download.reason())));
            }
        }
        for (var one : reached) {
            if (told.add(one)) {
                inbox.tellOnce(one.person(), one.notice(), one.week());
            }
        }
        told.removeIf(one -> !reached.contains(one) && reached.stream().anyMatch(other -> other.week().isAfter(one.week())));
    }

    private Reached reached(Person person, String reason) {
        var view = limits.view(person);
        var notice = reason.equals(WEEK)
                ? new Notice(Notice.Kind.QUOTA_REACHED, "week", view.limits().weekMebibytes() + " MB", 0, "/downloads")
                : new Notice(Notice.Kind.QUOTA_REACHED, "places", "", view.limits().active(), "/downloads");
        return new Reached(person.id(), notice, view.resets().minus(A_WEEK));
    }
}
