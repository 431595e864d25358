/**
 * Keeping the house in order: backups and moves to other machines, logs, tasks, diagnostics, figures over time. Commands as in {@code household}: each says
 * which role it needs. Ports it needs are declared here and implemented in {@code store} and {@code config}; start with
 * {@link filbert.operations.BackupDesk}.
 */
@NullMarked
package filbert.operations;

import org.jspecify.annotations.NullMarked;
