package filbert.api;

import static org.assertj.core.api.Assertions.assertThat;

import filbert.event.Signal;
import filbert.household.Destination;
import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdSearches;
import filbert.household.HouseholdSpam;
import filbert.household.Role;
import filbert.household.results.HouseholdResults;
import filbert.identity.Guid;
import filbert.identity.HostAddress;
import filbert.identity.Sha1;
import filbert.servent.search.FoundFile;
import filbert.servent.search.SearchView;
import filbert.servent.search.Searches;
import filbert.servent.search.Source;
import filbert.servent.search.Tags;
import filbert.servent.search.UnsearchableException;
import filbert.servent.spam.Experience;
import filbert.servent.spam.Judgement;
import filbert.sharing.download.DownloadDetail;
import filbert.sharing.download.DownloadReader;
import filbert.sharing.download.DownloadRequest;
import filbert.sharing.download.DownloadView.State;
import filbert.sharing.download.DownloadView;
import filbert.sharing.download.Downloads;
import filbert.sharing.download.Priority;
import filbert.sharing.download.ToldHash;
import filbert.showroom.PretendLessons;
import filbert.showroom.PretendLibrary;
import filbert.showroom.PretendSamples;
import filbert.web.content.Delivery;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Names, shapes and statuses that scripts rely on; the engine behind is a few records. */
final class ApiTest {
    private static final Sha1 CONTENT = Sha1.parse("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final StoredSearches searches = new StoredSearches();
    private final ListedDownloads downloads = new ListedDownloads();

    @Test
    void aSearchIsStartedAndReadBack() {
        as(Role.MEMBER).post().uri("/api/v1/searches").contentType(MediaType.APPLICATION_JSON).bodyValue("{\"query\":\"blue hazel\"}")
                .exchange().expectStatus().isCreated().expectBody().json("{\"id\":\"s1\"}");
        as(Role.MEMBER).get().uri("/api/v1/searches/s1").exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.state").isEqualTo("running")
                .jsonPath("$.results[0].id").isEqualTo(CONTENT.base32())
                .jsonPath("$.results[0].sha1").isEqualTo(CONTENT.base32())
                .jsonPath("$.results[0].name").isEqualTo("hazel.ogg")
                .jsonPath("$.results[0].size").isEqualTo(7)
                .jsonPath("$.results[0].sources").isEqualTo(0)
                .jsonPath("$.results[0].tags").value(tags -> assertThat(String.valueOf(tags)).isEqualTo(
                        "{title=Hazel, creator=null, album=null, genre=null, year=null, seconds=200, kilobits=192, width=null, height=null}"));
    }

    @ParameterizedTest
    @CsvSource({"minlen=200, 1", "minlen=201, 0", "bitrate=192, 1", "bitrate=193, 0", "minlen=100&bitrate=128, 1"})
    void resultsAreNarrowedByLengthAndBitRate(String parameters, int left) {
        post("/api/v1/searches", "{\"query\":\"blue hazel\"}");
        as(Role.MEMBER).get().uri("/api/v1/searches/s1?" + parameters).exchange().expectStatus().isOk().expectBody()
                .jsonPath("$.results.length()").isEqualTo(left);
    }

    @Test
    void newestFilesAndFarHostsAreAskedFor() {
        post("/api/v1/searches/whats-new", "").expectStatus().isCreated().expectHeader().location("/api/v1/searches/s1");
        post("/api/v1/searches/s1/deeper", "").expectStatus().isOk().expectBody().jsonPath("$.query").isEqualTo("WhatIsNewXOXO")
                .jsonPath("$.reachedHosts").isEqualTo(0).jsonPath("$.askedByDatagram").isEqualTo(0);
        problem(post("/api/v1/searches/nothing/deeper", ""), 404, "api.problem.absent");
    }

    @Test
    void wordsNobodyWouldAnswerAre422WithTheReasonAsCode() {
        problem(post("/api/v1/searches", "{\"query\":\"a\"}"), 422, "search.refused.too-short");
        problem(post("/api/v1/searches", "{}"), 400, "api.problem.query-missing");
    }

    @Test
    void whatCannotBeReadIsAProblemWithACodeToo() {
        problem(post("/api/v1/searches", "{\"quer"), 400, "api.problem.status-400");
        problem(as(Role.MEMBER).get().uri("/api/v1/downloads/first").exchange(), 400, "api.problem.status-400");
        problem(as(Role.MEMBER).post().uri("/api/v1/searches").contentType(MediaType.TEXT_PLAIN).bodyValue("hazel").exchange(), 415, "api.problem.status-415");
    }

    @Test
    void aSearchOfSomebodyElseIsAbsent() {
        searches.start(99, "theirs");
        problem(as(Role.MEMBER).get().uri("/api/v1/searches/s1").exchange(), 404, "api.problem.absent");
    }

    @Test
    void aRowOfASearchBecomesADownload() {
        searches.start(1, "blue hazel");
        post("/api/v1/downloads", "{\"search\":\"s1\",\"result\":\"" + CONTENT.base32() + "\"}")
                .expectStatus().isCreated().expectBody()
                .jsonPath("$.id").isEqualTo(1)
                .jsonPath("$.sha1").isEqualTo(CONTENT.base32())
                .jsonPath("$.state").isEqualTo("queued")
                .jsonPath("$.path").doesNotExist();
        assertThat(downloads.all).hasSize(1);
        problem(post("/api/v1/downloads", "{\"search\":\"s1\",\"result\":\"nothing\"}"), 404, "api.problem.absent");
        problem(post("/api/v1/downloads", "{}"), 400, "api.problem.download-missing");
        problem(post("/api/v1/downloads", "{\"magnet\":\"nonsense\"}"), 422, null);
    }

    @Test
    void whatNobodyVouchesForHasNoHashBeforeItIsDone() {
        var host = new Source(HostAddress.of(0xC0000201, 6346), new Guid(1, 1), 7, "nut.ogg", "OLDS", 0, false, false, List.of());
        var row = new FoundFile("nabc", Optional.empty(), Optional.empty(), "nut.ogg", List.of("nut.ogg"), 7, List.of(host), NOW, NOW);
        searches.started.add(new SearchView("s9", 1, "nut", SearchView.State.DONE, NOW, 1, 1, "", 0, List.of(row)));
        downloads.told = new ToldHash.Untold(ToldHash.Why.NO_HASH);
        post("/api/v1/downloads", "{\"search\":\"s9\",\"result\":\"nabc\"}")
                .expectStatus().isCreated().expectBody()
                .jsonPath("$.unvouched").isEqualTo(true)
                .jsonPath("$.sha1").doesNotExist();
        problem(as(Role.MEMBER).get().uri("/api/v1/downloads/1/content").exchange(), 404, "api.problem.absent");
        downloads.all.set(0, download(State.DONE).unchecked());
        as(Role.MEMBER).get().uri("/api/v1/downloads/1").exchange().expectBody()
                .jsonPath("$.unvouched").isEqualTo(true)
                .jsonPath("$.sha1").isEqualTo(CONTENT.base32());
    }

    @Test
    void aRowWithoutAHashIsRefusedWhenItsHostDoesNotTellIt() {
        var host = new Source(HostAddress.of(0xC0000201, 6346), new Guid(1, 1), 7, "nut.ogg", "OLDS", 0, false, false, List.of());
        var row = new FoundFile("nabc", Optional.empty(), Optional.empty(), "nut.ogg", List.of("nut.ogg"), 7, List.of(host), NOW, NOW);
        searches.started.add(new SearchView("s9", 1, "nut", SearchView.State.DONE, NOW, 1, 1, "", 0, List.of(row)));
        problem(post("/api/v1/downloads", "{\"search\":\"s9\",\"result\":\"nabc\"}"), 422, "download.refused.unreached");
        assertThat(downloads.all).isEmpty();
        downloads.told = new ToldHash.Told(CONTENT);
        post("/api/v1/downloads", "{\"search\":\"s9\",\"result\":\"nabc\"}")
                .expectStatus().isCreated().expectBody()
                .jsonPath("$.sha1").isEqualTo(CONTENT.base32());
    }

    @Test
    void ofAMagnetOnlyTheChosenFilesAreStarted() {
        var magnet = "magnet:?xt.1=urn:sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5&xt.2=urn:sha1:" + CONTENT.base32();
        post("/api/v1/downloads", "{\"magnet\":\"" + magnet + "\",\"files\":[\"" + CONTENT.base32() + "\"]}")
                .expectStatus().isCreated().expectBody().jsonPath("$.sha1").isEqualTo(CONTENT.base32());
        assertThat(downloads.all).hasSize(1);
        problem(post("/api/v1/downloads", "{\"magnet\":\"" + magnet + "\",\"files\":[]}"), 422, null);
        assertThat(downloads.all).hasSize(1);
    }

    @Test
    void aDownloadComesEarlierOrLaterUnlessItIsDone() {
        downloads.all.add(download(State.QUEUED));
        put("/api/v1/downloads/1/priority", "{\"priority\":\"low\"}").expectStatus().isOk().expectBody().jsonPath("$.priority").isEqualTo("low");
        problem(put("/api/v1/downloads/1/priority", "{\"priority\":\"HIGHEST\"}"), 400, "api.problem.priority");
        problem(put("/api/v1/downloads/1/priority", "{}"), 400, "api.problem.priority");
        assertThat(downloads.all.getFirst().priority()).isEqualTo(Priority.LOW);
        problem(put("/api/v1/downloads/2/priority", "{\"priority\":\"high\"}"), 404, "api.problem.absent");
        downloads.all.set(0, download(State.DONE));
        problem(put("/api/v1/downloads/1/priority", "{\"priority\":\"high\"}"), 409, "api.problem.download-state");
    }

    private WebTestClient.ResponseSpec put(String uri, String body) {
        return as(Role.MEMBER).put().uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    @Test
    void aFinishedDownloadTellsItsPath() {
        downloads.all.add(download(State.DONE));
        as(Role.MEMBER).get().uri("/api/v1/downloads").exchange().expectBody()
                .jsonPath("$[0].state").isEqualTo("done")
                .jsonPath("$[0].verified").isEqualTo(7)
                .jsonPath("$[0].path").isEqualTo("/finished/hazel.ogg");
    }

    @Test
    void aFolderThatCannotBeSharedIs422WithTheReasonAsCode() {
        var answer = as(Role.OWNER).post().uri("/api/v1/library/folders").contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"path\":\"/absent\"}").exchange();
        problem(answer, 422, "folder.problem.absent");
    }

    @Test
    void aMoveNeedsAFolder() {
        var move = "/api/v1/library/files/1/move";
        problem(as(Role.OWNER).post().uri(move).contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange(), 400, "api.problem.folder-missing");
    }

    @Test
    void verbsThatMeanNothingNowAre409() {
        downloads.all.add(download(State.DONE));
        problem(post("/api/v1/downloads/1/pause", ""), 409, "api.problem.download-state");
        problem(post("/api/v1/downloads/2/pause", ""), 404, "api.problem.absent");
    }

    @Test
    void guestsMayNotDownload() {
        searches.start(1, "blue hazel");
        var answer = as(Role.GUEST).post().uri("/api/v1/downloads").contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"search\":\"s1\",\"result\":\"" + CONTENT.base32() + "\"}").exchange();
        problem(answer, 403, "api.problem.quota");
        assertThat(downloads.all).isEmpty();
    }

    @Test
    void brokenJsonIs400NotAStackTrace() {
        post("/api/v1/searches", "{\"query\":").expectStatus().isBadRequest()
                .expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    private WebTestClient.ResponseSpec post(String uri, String body) {
        return as(Role.MEMBER).post().uri(uri).contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private static void problem(WebTestClient.ResponseSpec answer, int status, @org.jspecify.annotations.Nullable String code) {
        var body = answer.expectStatus().isEqualTo(status)
                .expectHeader().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.status").isEqualTo(status)
                .jsonPath("$.detail").isNotEmpty();
        if (code != null) {
            body.jsonPath("$.code").isEqualTo(code);
        }
    }

    private WebTestClient as(Role role) {
        var experience = new Experience();
        var household = new HouseholdSearches(searches, downloads, new HouseholdSpam(new PretendLessons(), experience, InstantSource.fixed(NOW)));
        var queue = new HouseholdDownloads(downloads, _ -> new Destination(Path.of("/home/ann/Downloads"), 5_000_000_000L));
        var results = new HouseholdResults(household, queue, (_, _) -> Set.of(), experience, InstantSource.fixed(NOW));
        var library = new HouseholdLibrary(new PretendLibrary());
        return Controllers.as(
                role,
                new SearchesApi(household, results),
                new DownloadsApi(queue, household, new Delivery()),
                new LibraryApi(library, new PretendSamples().desk(), new Delivery()),
                new FileMovesApi(library));
    }

    private static DownloadView download(State state) {
        return new DownloadView(
                1, 1, CONTENT, Optional.empty(), "hazel.ogg", 7, state, 7, 7, 0, "", "", null, Path.of("/finished/hazel.ogg"), NOW, List.of(), List.of());
    }

    private static final class StoredSearches implements Searches {
        private final List<SearchView> started = new ArrayList<>();

        @Override
        public String start(long person, String query) {
            if (query.length() < 3) {
                throw new UnsearchableException("too-short");
            }
            var file = new FoundFile(
                    CONTENT.base32(), Optional.of(CONTENT), Optional.empty(), "hazel.ogg", List.of("hazel.ogg"), 7, List.of(), NOW, NOW,
                    Judgement.CLEAN, new Tags("Hazel", "", "", "", 0, 200, 192, 0, 0));
            var id = "s" + (started.size() + 1);
            started.add(new SearchView(id, person, query, SearchView.State.RUNNING, NOW, 1, 1, "", 0, List.of(file)));
            return id;
        }

        @Override
        public String startUnlisted(long number, String query) {
            return start(-number, query);
        }

        @Override
        public String deepen(String searchId) {
            return searchId;
        }

        @Override
        public void discard(String searchId) {}

        @Override
        public void stop(String searchId) {}

        @Override
        public Optional<SearchView> view(String searchId) {
            return started.stream().filter(search -> search.id().equals(searchId)).findFirst();
        }

        @Override
        public Optional<SearchView> latest(long person, String query) {
            return Optional.empty();
        }

        @Override
        public List<SearchView> recent(long person, int atMost) {
            return started;
        }

        @Override
        public Signal changed() {
            return new Signal();
        }
    }

    private static final class ListedDownloads implements Downloads {
        private final List<DownloadView> all = new ArrayList<>();
        private ToldHash told = new ToldHash.Untold(ToldHash.Why.UNREACHED);

        @Override
        public CompletableFuture<ToldHash> hashOf(Source source, long size) {
            return CompletableFuture.completedFuture(told);
        }

        @Override
        public DownloadView add(DownloadRequest request) {
            all.add(request.unvouched() ? download(State.QUEUED).unchecked() : download(State.QUEUED));
            return all.getLast();
        }

        @Override
        public List<DownloadView> view() {
            return all;
        }

        @Override
        public Optional<DownloadDetail> detail(long id) {
            return Optional.empty();
        }

        @Override
        public Optional<DownloadReader> read(long id, long person, long from, long to) {
            return Optional.empty();
        }

        @Override
        public Optional<DownloadView> view(long id) {
            return all.stream().filter(download -> download.id() == id).findFirst();
        }

        @Override
        public boolean pause(long id) {
            return false;
        }

        @Override
        public boolean resume(long id) {
            return false;
        }

        @Override
        public boolean cancel(long id) {
            return all.removeIf(download -> download.id() == id);
        }

        @Override
        public boolean retry(long id) {
            return false;
        }

        @Override
        public boolean keep(long id) {
            return cancel(id);
        }

        @Override
        public List<filbert.sharing.download.KeptPart> kept() {
            return List.of();
        }

        @Override
        public boolean discard(Sha1 content) {
            return false;
        }

        @Override
        public boolean send(long id, java.nio.file.@org.jspecify.annotations.Nullable Path folder) {
            return false;
        }

        @Override
        public boolean prioritize(long id, UnaryOperator<Priority> change) {
            var done = all.stream().anyMatch(download -> download.state() == State.DONE);
            all.replaceAll(download -> download.with(change.apply(download.priority())));
            return !done;
        }

        @Override
        public void offer(Sha1 content, Collection<Source> sources) {}

        @Override
        public Signal changed() {
            return new Signal();
        }
    }
}
