package filbert.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import filbert.household.HouseholdDownloads;
import filbert.household.Person;
import filbert.household.Role;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.SourceView;
import filbert.sharing.download.Grounds;
import filbert.web.Saying;
import filbert.web.downloads.Why;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One download looked at closely. */
@RestController
@RequestMapping("/api/v1/downloads/{id}/detail")
final class DownloadDetailApi {
    private static final int MOST_SOURCES = 100; // as the page

    private final HouseholdDownloads downloads;
    private final MessageSource messages;

    DownloadDetailApi(HouseholdDownloads downloads, MessageSource messages) {
        this.downloads = downloads;
        this.messages = messages;
    }

    /**
     * {@code ranges} are what is there, {@code shares} whose it is or is to be, both in order with {@code to} exclusive; {@code log} is the newest last.
     */
    record Detail(String folder, long free, List<DownloadView.Range> ranges, List<Share> shares, List<Host> sources, List<Entry> log) {}

    record Share(long from, long to, String host, boolean coming) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Host(String host, String vendor, String state, long rate, long received, @Nullable Reason why, @Nullable String nextTry) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(String at, String what, String who, String about, int times, @Nullable Reason why) {}

    /**
     * Why a source is left alone or was given up. {@code code} is for scripts and stays, {@code text} is for people; {@code words} are those of the other
     * side or of the system.
     */
    record Reason(String code, String text, List<Long> figures, String words) {}

    @GetMapping
    @Least(Role.GUEST)
    Detail detail(@PathVariable long id, @AuthenticationPrincipal Person person) {
        var destination = downloads.destination(person, id);
        var detail = downloads.detail(person, id);
        var view = downloads.view(person, id);
        return new Detail(
                destination.folder().toString(),
                destination.free(),
                view.ranges(),
                detail.shares().stream().map(share -> new Share(share.from(), share.to(), share.host().toString(), share.coming())).toList(),
                view.sources().stream().limit(MOST_SOURCES).map(this::host).toList(),
                detail.log().stream().map(this::entry).toList());
    }

    private Host host(SourceView source) {
        return new Host(
                source.address().toString(), source.vendor(), source.state(), source.rate(), source.received(), reason(source.grounds()), text(source.nextTry()));
    }

    private Entry entry(DownloadDetail.Entry entry) {
        return new Entry(entry.at().toString(), entry.what(), entry.who(), entry.about(), entry.times(), reason(entry.grounds()));
    }

    private @Nullable Reason reason(Grounds grounds) {
        var why = Why.of(grounds);
        return why == null ? null : new Reason(grounds.kind().key(), text(why), grounds.figures(), grounds.words());
    }

    private String text(Saying why) {
        return String.valueOf(messages.getMessage(why.key(), why.args().toArray(), why.key(), Locale.ENGLISH));
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
