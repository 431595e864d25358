package filbert.web.stats;

import filbert.household.HouseholdLimits;
import filbert.household.Person;
import filbert.household.Role;
import filbert.household.statistics.HouseholdStatistics.Share;
import filbert.web.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people fetched, beside what they may fetch in a week. Who fetched most comes first; owners see everybody, others themselves. */
record Uses(List<Use> people) {
    private static final int WHOLE = 100;

    /**
     * @param figure bytes fetched within the time looked at, as text; {@code percent} of what everybody did
     * @param week bytes fetched this week, as text
     * @param quota what may be fetched in a week, as text, empty without a limit; {@code used} how many percent of it were
     */
    record Use(String name, String figure, int percent, String week, String quota, int used) {}

    /** The same as numbers. @param quota in bytes; 0 without a limit */
    record Line(String name, long bytes, long week, long quota) {}

    /** @param shares as {@link filbert.household.statistics.HouseholdStatistics#shares} tells them, by number of a person */
    static List<Line> lines(Person asker, List<Person> people, List<Share> shares, Function<Long, HouseholdLimits.View> limits) {
        var known = people.stream().collect(Collectors.toMap(one -> Long.toString(one.id()), one -> one));
        var lines = new ArrayList<Line>();
        for (var share : shares) {
            var person = known.get(share.label());
            lines.add(person == null ? new Line("#" + share.label(), share.total(), 0, 0) : line(person, share.total(), limits));
        }
        var told = shares.stream().map(Share::label).collect(Collectors.toSet());
        people.stream()
                .filter(one -> one.id() == asker.id() || asker.role() == Role.OWNER)
                .filter(one -> !told.contains(Long.toString(one.id())))
                .map(one -> line(one, 0, limits))
                .filter(one -> one.week() > 0 || one.quota() > 0)
                .forEach(lines::add);
        return lines;
    }

    private static Line line(Person person, long bytes, Function<Long, HouseholdLimits.View> limits) {
        var view = limits.apply(person.id());
        return new Line(person.name(), bytes, view.used(), view.weekBytes());
    }

    static Uses of(List<Line> lines) {
        var all = lines.stream().mapToLong(Line::bytes).sum();
        return new Uses(lines.stream()
                .map(one -> new Use(
                        one.name(),
                        Figures.size(one.bytes()),
                        (int) Math.round(one.bytes() * (double) WHOLE / Math.max(1, all)),
                        Figures.size(one.week()),
                        one.quota() > 0 ? Figures.size(one.quota()) : "",
                        Figures.percent(one.week(), one.quota())))
                .toList());
    }
}
