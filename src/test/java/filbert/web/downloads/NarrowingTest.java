package filbert.web.downloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import filbert.sharing.download.DownloadView;
import filbert.sharing.download.DownloadView.State;
import filbert.showroom.PretendDownloads;
import filbert.web.Query;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NarrowingTest {
    private static final List<DownloadView> ALL = List.of(view(1, "hazel.ogg"), view(2, "walnut.flac"), view(3, "cake.pdf"));

    private static DownloadView view(long id, String name) {
        return PretendDownloads.view(id, name, State.QUEUED, 1 << 20, 0, 0, "");
    }

    private static List<String> kinds(Query query) {
        return Narrowing.of(query).choices(ALL, _ -> true, query, _ -> "").kinds().stream()
                .map(one -> one.name() + " " + one.count() + (one.chosen() ? " chosen" : "") + " " + one.link()).toList();
    }

    @Test
    void eachKindSaysHowManyThereAreAndLeadsToThemOnly() {
        var query = new Query(Map.of("state", "waiting"));
        assertThat(kinds(query)).containsExactly("audio 2 ?state=waiting&type=audio", "document 1 ?state=waiting&type=document");
        var audio = query.with("type", "audio");
        assertThat(ALL.stream().filter(Narrowing.of(audio)::has).map(DownloadView::id)).containsExactly(1L, 2L);
        assertThat(kinds(audio)).containsExactly("audio 2 chosen ?state=waiting", "document 1 ?state=waiting&type=document");
    }

    @Test
    void whatIsChosenCanBeUndoneWhereATabHasNoneOfIt() {
        var audio = Query.EMPTY.with("type", "audio");
        assertThat(Narrowing.of(audio).choices(ALL, view -> view.name().endsWith("pdf"), audio, _ -> "").kinds())
                .extracting(Narrowing.Choice::name, Narrowing.Choice::count, Narrowing.Choice::link)
                .containsExactly(tuple("audio", "0", ""), tuple("document", "1", "?type=document"));
        var nonsense = Query.EMPTY.with("type", "nonsense");
        assertThat(Narrowing.of(nonsense).choices(ALL, _ -> false, nonsense, _ -> "").kinds()).isEmpty();
    }

    @Test
    void whereAllAreOnePersonsThereIsNobodyToChoose() {
        assertThat(Narrowing.of(Query.EMPTY).choices(ALL, _ -> true, Query.EMPTY, _ -> "").people()).isEmpty();
        var nobody = Query.EMPTY.with("who", "4711");
        assertThat(ALL).noneMatch(Narrowing.of(nobody)::has);
        assertThat(ALL).allMatch(Narrowing.of(Query.EMPTY.with("who", Long.toString(ALL.getFirst().person())))::has);
    }
}
