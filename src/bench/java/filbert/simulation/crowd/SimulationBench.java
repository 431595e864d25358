package filbert.simulation.crowd;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What searching costs among thousands of real servents in virtual time, against flooding as far (2-search, 5), and how many find ultrapeers while others
 * come and go. Arguments: ultrapeers, leaves, log2 of the slots of query routing tables, and where to write {@code simulation.csv} and
 * {@code images/simulation.svg}, nothing without it, and how many searches of each kind, {@value #SEARCHES} without it. See docs/simulation.md.
 */
final class SimulationBench {
    private static final int SEED = 3;
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final int CHURNING_MINUTES = 3;
    private static final int SEARCHES = 20; // of each kind
    private static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(15);
    private static final List<Integer> ONE_IN = List.of(100, 1_000);
    private static final int RARE_FROM = 50_000; // hosts, for which one in ten thousand makes sense
    private static final int ONE_IN_RARE = 10_000;

    private final long began = System.nanoTime();
    private final Plan plan;
    private final int searches;
    private final Crowd crowd;

    private SimulationBench(Plan plan, int searches) {
        this.plan = plan;
        this.searches = searches;
        this.crowd = new Crowd(plan, SEED);
    }

    public static void main(String[] arguments) throws IOException {
        var plan = Plan.of(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        var bench = new SimulationBench(plan, arguments.length > 4 ? Integer.parseInt(arguments[4]) : SEARCHES);
        var results = bench.search();
        if (arguments.length > 3) {
            var docs = Path.of(arguments[3]);
            Files.writeString(docs.resolve("simulation.csv"), SimulationReport.csv(results));
            Files.writeString(docs.resolve("images/simulation.svg"), SimulationChart.of(plan, results));
        }
        bench.churn();
    }

    private List<SimulationReport.Result> search() {
        var oneIn = new ArrayList<>(ONE_IN);
        if (plan.hosts() >= RARE_FROM) {
            oneIn.add(ONE_IN_RARE);
        }
        oneIn.forEach(each -> crowd.plant(searches, each));
        signOfLife();
        crowd.join(SETTLING);
        say("joined");
        var links = crowd.meanLinks();
        System.out.printf("an ultrapeer has %.1f ultrapeers and %.1f leaves, a leaf %.1f ultrapeers%n", links[0], links[1], links[2]);
        System.out.printf("tables of leaves are full to %.1f %%, of ultrapeers to %.1f %%%n", 100 * crowd.meanFill(true), 100 * crowd.meanFill(false));
        var tables = crowd.tableBytes();
        var results = new ArrayList<SimulationReport.Result>();
        crowd.search(oneIn, searches).forEach((kind, searches) -> results.add(new SimulationReport.Result(kind, searches)));
        results.forEach(result -> System.out.println(SimulationReport.line(result)));
        System.out.printf(
                "tables: %d bytes for each servent to begin with, %d while searches ran%n", tables / plan.hosts(), (crowd.tableBytes() - tables) / plan.hosts());
        say("searched");
        return results;
    }

    private void churn() {
        crowd.churn();
        for (var minute = 1; minute <= CHURNING_MINUTES; minute++) {
            crowd.net().run(Duration.ofMinutes(1));
            System.out.printf(
                    "minute %d of churn: %d have come since, %.1f %% of leaves have an ultrapeer, %.1f %% three; %.1f %% of ultrapeers have half of what they want%n",
                    minute,
                    crowd.servents().size() - plan.hosts(),
                    100 * crowd.linked(false, 1),
                    100 * crowd.linked(false, 3),
                    100 * crowd.linked(true, plan.ultrapeerSlots() / 2));
        }
        say("churned");
    }

    private void signOfLife() {
        System.out.printf(
                "virtual second %d: %d servents, %d s of CPU, %d MiB of heap in use%n",
                crowd.net().time().nanos() / 1_000_000_000,
                crowd.servents().size(),
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000_000,
                used() >> 20);
        crowd.net().time().after(SIGN_OF_LIFE_EVERY, this::signOfLife);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void say(String what) {
        System.gc();
        var live = used();
        System.out.printf(
                "%s: %d s by the clock, %d of CPU, %d virtual; %d MiB of heap live, %d KiB for each servent%n",
                what,
                (System.nanoTime() - began) / 1_000_000_000,
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000_000_000,
                crowd.net().time().nanos() / 1_000_000_000,
                live >> 20,
                (live >> 10) / plan.hosts());
    }
}
