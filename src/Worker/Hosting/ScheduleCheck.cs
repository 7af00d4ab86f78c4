using System.Globalization;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting;

/// <summary>Sees to it that no reader waits for a schedule that the configuration no longer has.</summary>
/// <param name="newsletters">The configured newsletters.</param>
/// <param name="schedules">The schedules that readers chose.</param>
internal sealed class ScheduleCheck(IReadOnlyList<NewsletterOptions> newsletters, ScheduleStore schedules)
{
    /// <summary>Moves the readers of replaced schedules and returns a fault for each schedule that is gone without replacement.</summary>
    public async Task<IReadOnlyList<SettingsFault>> RunAsync(CancellationToken cancellationToken)
    {
        var faults = new List<SettingsFault>();
        foreach (var (name, schedule, readers) in await schedules.ListAsync(cancellationToken))
        {
            var newsletter = newsletters.FirstOrDefault(newsletter => newsletter.Name == name);
            if (newsletter?.FindSchedule(schedule) is not null) continue;
            if (newsletter?.ReplacedSchedules.GetValueOrDefault(schedule) is { } replacement)
            {
                await schedules.MoveAsync(name, schedule, replacement, cancellationToken);
                continue;
            }

            var count = readers.ToString(CultureInfo.InvariantCulture);
            faults.Add(newsletter is null
                ? new SettingsFault("Newsletters", $"lack '{name}', which {count} subscriptions are for. Put it back.")
                : new SettingsFault("Newsletters", $"lack the schedule '{schedule}' of '{name}', which {count} subscriptions are for. Put it back, or say \"{schedule}\": {{ \"ReplacedBy\": \"{newsletter.Schedules[0].Name}\" }} there."));
        }

        return faults;
    }
}
