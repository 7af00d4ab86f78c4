using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.EditionArchive;

namespace Syndication.Tests.Support.Http;

/// <summary>Editions that a running service has sent and taken into its public archive.</summary>
public static class ArchivedEditions
{
    /// <summary>A newsletter with a public archive, as a configuration file has it.</summary>
    public static object Newsletter(bool archive = true, int maxPosts = 10) => new
    {
        Name = "treatments",
        Title = "Treatments",
        Archive = archive,
        MaxPosts = maxPosts,
        Languages = new[] { "en", "tr", "ar" },
        Schedules = new Dictionary<string, object>(StringComparer.Ordinal) { ["weekly"] = new { Cron = "0 0 8 ? * MON" } },
        Disclaimer = "No medical advice.",
    };

    /// <summary>Starts a service with one old post and one confirmed reader of some tags, or of all.</summary>
    public static async Task<WholeService> StartAsync(object newsletter, string? tags = null)
    {
        var service = await WholeService.StartedAsync(configuration => configuration["Newsletters"] = new[] { newsletter }, folder => folder.Save("old.md", "Old"));
        await service.MustAsync("subscribers", "add", "reader@example.com", "--newsletter", "treatments", "--confirmed");
        if (tags is null) return service;
        await service.ExecuteAsync($"UPDATE subscriptions SET tags = '[\"{tags}\"]'");
        return service;
    }

    /// <summary>Sends what is due and takes it into the archive.</summary>
    public static async Task SendAsync(this WholeService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        await service.MustAsync("send", "treatments");
        await service.Services.GetRequiredService<EditionArchiveRecorder>().RecordAsync(CancellationToken.None);
    }

    /// <summary>Saves posts, waits until the feeds hold the last of them, and sends them.</summary>
    public static async Task SendAsync(this WholeService service, params string[] titles)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(titles);
        foreach (var title in titles) service.Save(title.ToLowerInvariant() + ".md", title, tags: title == "Gout" ? "joints" : "");
        await service.EventuallyAsync("feeds/all.rss", feed => Array.TrueForAll(titles, title => feed.Contains($"<title>{title}</title>", StringComparison.Ordinal)));
        await service.SendAsync();
    }

    /// <summary>Repeats the first edition of the archive under later dates.</summary>
    public static async Task HaveEditionsAsync(this WholeService service, int count)
    {
        ArgumentNullException.ThrowIfNull(service);
        for (var number = 2; number <= count + 1; number++)
        {
            await service.Services.GetRequiredService<Database>().WriteAsync(
                async transaction =>
                {
                    var parameters = new { Id = $"copy-{number}", Occurrence = $"2026-10-{number:00}T08:00:00", number };
                    await transaction.Connection!.ExecuteAsync(
                        "INSERT INTO editions (id, newsletter, schedule, occurrence, state, through, created_at, finished_at) SELECT @Id, newsletter, 'weekly', @Occurrence, state, through, created_at, finished_at FROM editions LIMIT 1", parameters, transaction);
                    await transaction.Connection!.ExecuteAsync(
                        "INSERT INTO archived_editions SELECT @Id, newsletter, @number, posts, sent_at + @number, judged_at FROM archived_editions WHERE number = 1", parameters, transaction);
                }, CancellationToken.None);
        }
    }

    private static async Task MustAsync(this WholeService service, params string[] arguments)
    {
        var (code, output, error) = await service.CallAsync(arguments);
        if (code != 0) throw new InvalidOperationException(output + error);
    }
}
