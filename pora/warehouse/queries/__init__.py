"""Every SELECT of the dashboard: bound parameters in, small frames out. Reads out tables through a scope, and the
reference and history tables, which hold nothing to hide.

A query on the numbers of a place, month and category takes a `Cut` first, then what it lists them by (level,
dimension), then a filter. Months up to a month are asked for by a cut of the last one; one that adds months up takes a
`Span`. A query that needs fewer of the
three, or other codes beside each other, takes them by name only: two bare strings would be swapped without an error.

Counts are nullable integers: null means that `status` says why there is no number.
"""

from pora.warehouse.queries.actions import list_action_nationalities, select_action_cells, select_action_sums
from pora.warehouse.queries.batches import list_accepted_files, list_parts_of, list_replacing_parts
from pora.warehouse.queries.cells import (
    list_peers,
    select_cells,
    select_level_series,
    select_series,
)
from pora.warehouse.queries.desa import (
    select_by_desa,
    select_desa,
    select_desa_months,
    select_desa_report_counts,
    select_desa_reports,
    select_inside,
)
from pora.warehouse.queries.details import (
    CaseFilter,
    list_details,
    select_detail_series,
    select_matching_cells,
    select_matching_series,
    select_values,
)
from pora.warehouse.queries.exports import (
    Across,
    count_rows_by_month,
    count_undetailed,
    select_across,
    select_preview,
    stream_export,
    write_statement,
)
from pora.warehouse.queries.facts import (
    SnapshotFacts,
    has_follow_ups,
    select_facts,
    select_periods,
    select_seen,
    select_wide_areas,
)
from pora.warehouse.queries.figures import (
    select_agency_figures,
    select_agency_files,
    select_comparison,
    select_figures,
    select_reconciliation,
)
from pora.warehouse.queries.hidden import select_information_lost, select_insider_cost
from pora.warehouse.queries.history import (
    list_approvals,
    list_history,
    select_approvals,
    select_batch_changes,
    select_history,
    select_rejected,
)
from pora.warehouse.queries.months import select_month_counts
from pora.warehouse.queries.teams import (
    list_lists,
    select_activities,
    select_follow_up_history,
    select_follow_up_list,
    select_follow_ups,
    select_level_teams,
    select_lists,
    select_meetings,
    select_teams,
    select_village_names,
    select_villages,
)
