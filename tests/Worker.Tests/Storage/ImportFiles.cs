using Quartz;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters;

namespace Syndication.Tests.Worker.Storage;

/// <summary>What imports are tested with.</summary>
internal static class ImportFiles
{
    public static NewsletterOptions Treatments { get; } = new()
    {
        Name = "treatments",
        Title = "Treatments",
        Schedules = [Schedule("weekly", "0 0 8 ? * MON"), Schedule("daily", "0 0 8 * * ?")],
        From = new MailAddress("News", "news@example.org"),
        Languages = ["en", "tr"],
    };

    private static ScheduleOptions Schedule(string name, string cron) => new(name, new CronExpression(cron), TimeZoneInfo.Utc);
}
