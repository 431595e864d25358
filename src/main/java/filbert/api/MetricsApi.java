package filbert.api;

import filbert.household.HouseholdDownloads;
import filbert.household.HouseholdLibrary;
import filbert.household.HouseholdNetwork;
import filbert.household.HouseholdVolumes;
import filbert.household.Person;
import filbert.household.Role;
import filbert.servent.NetworkView;
import filbert.sharing.download.DownloadView;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures for Prometheus. Their names are a promise: docs/operations.md lists them. */
@RestController
final class MetricsApi {
    private final HouseholdNetwork network;
    private final HouseholdLibrary library;
    private final HouseholdDownloads downloads;
    private final HouseholdVolumes volumes;

    MetricsApi(HouseholdNetwork network, HouseholdLibrary library, HouseholdDownloads downloads, HouseholdVolumes volumes) {
        this.network = network;
        this.library = library;
        this.downloads = downloads;
        this.volumes = volumes;
    }

    @GetMapping("/metrics")
    ResponseEntity<String> all(@AuthenticationPrincipal Person person) {
        person.require(Role.OWNER);
        var text = new PrometheusText();
        network(person, text);
        transfers(person, text);
        library(person, text);
        process(text);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, PrometheusText.TYPE).body(text.toString());
    }

    private void network(Person person, PrometheusText text) {
        var view = network.view(person);
        text.head("filbert_neighbours", "Gnutella connections now, by what they are to us.", "gauge")
                .line("filbert_neighbours", "role", "ultrapeer", view.ultrapeers())
                .line("filbert_neighbours", "role", "leaf", view.leaves())
                .gauge("filbert_neighbours_wanted", "Ultrapeers we want to be connected with.", view.wantedUltrapeers())
                .gauge("filbert_known_hosts", "Hosts we might call.", view.knownHosts())
                .gauge("filbert_ultrapeer", "1 as an ultrapeer, 0 as a leaf.", view.ultrapeer() ? 1 : 0)
                .gauge("filbert_cut_off", "1 while the network interface everything must leave by is not there.", view.exit().open() ? 0 : 1);
        messages(person, text, "filbert_messages_received_total", "Messages from neighbours, by type.", NetworkView.MessageCount::in);
        messages(person, text, "filbert_messages_sent_total", "Messages to neighbours, by type.", NetworkView.MessageCount::out);
        messages(person, text, "filbert_messages_dropped_total", "Messages that went no further, by type.", NetworkView.MessageCount::dropped);
    }

    private void messages(Person person, PrometheusText text, String name, String help, ToLongFunction<NetworkView.MessageCount> count) {
        text.head(name, help, "counter");
        network.messageCounts(person).forEach(one -> text.line(name, "type", one.type(), count.applyAsLong(one)));
    }

    private void transfers(Person person, PrometheusText text) {
        var all = downloads.list(person);
        text.head("filbert_downloads", "Downloads, by state.", "gauge");
        Arrays.stream(DownloadView.State.values())
                .forEach(state -> text.line("filbert_downloads", "state", state.name().toLowerCase(Locale.ROOT), all.stream().filter(one -> one.state() == state).count()));
        var ever = volumes.view(person).ever();
        text.gauge("filbert_download_bytes_per_second", "What downloads receive.", all.stream().mapToLong(DownloadView::rate).sum())
                .gauge("filbert_uploads", "Files being sent.", network.uploads(person).stream().filter(one -> one.state().equals("sending")).count())
                .gauge("filbert_upload_queue", "Those who wait for a slot.", network.uploadQueue(person).size())
                .gauge("filbert_upload_bytes_per_second", "What uploads send.", network.uploadRate())
                .counter("filbert_sent_bytes_total", "All that went to other servents, kept over restarts.", ever.sent())
                .counter("filbert_received_bytes_total", "All that came from other servents, kept over restarts.", ever.received())
                .counter("filbert_given_bytes_total", "Bytes of files among what was sent.", ever.given())
                .counter("filbert_taken_bytes_total", "Bytes of files among what was received.", ever.taken());
    }

    private void library(Person person, PrometheusText text) {
        var view = library.view(person);
        text.gauge("filbert_library_files", "Files in shared folders this token's person may see.", view.files())
                .gauge("filbert_library_bytes", "Their size.", view.bytes())
                .gauge("filbert_library_network_files", "Files offered to the network.", view.networkFiles())
                .gauge("filbert_library_files_left", "Files not hashed yet.", view.filesLeft())
                .gauge("filbert_disk_free_bytes", "Free where finished and unfinished downloads go, whichever is less; -1 when nobody can tell.", downloads.destination(person).free());
    }

    private static void process(PrometheusText text) {
        var runtime = Runtime.getRuntime();
        var threads = ManagementFactory.getThreadMXBean();
        text.gauge("filbert_heap_used_bytes", "Java heap in use.", runtime.totalMemory() - runtime.freeMemory())
                .gauge("filbert_heap_max_bytes", "What the heap may grow to.", runtime.maxMemory())
                .gauge("filbert_threads", "Platform threads.", threads.getThreadCount())
                .gauge("filbert_start_time_seconds", "When it started, since 1970.", ManagementFactory.getRuntimeMXBean().getStartTime() / 1000);
        ProcessHandle.current().info().totalCpuDuration().ifPresent(cpu -> text.counter("filbert_cpu_seconds_total", "Processor time used.", cpu.toMillis() / 1000.0));
    }
}
