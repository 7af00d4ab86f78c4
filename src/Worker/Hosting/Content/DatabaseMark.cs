using System.Globalization;
using System.Text.Json;
using Syndication.Feeds.Publishing;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Hosting.Content;

/// <summary>
/// Leaves beside the feeds how far the database has come, so that an older one (a restored backup) or another one (a lost file) is noticed at the start:
/// readers may have been mailed what it does not know of.
/// </summary>
/// <param name="state">How far the database has come.</param>
/// <param name="feeds">Where the feeds are.</param>
/// <param name="newsletters">What is held when the database is older.</param>
/// <param name="logger">Where it is told.</param>
internal sealed partial class DatabaseMark(
    ServiceStateStore state, FeedsOptions feeds, IReadOnlyList<NewsletterOptions> newsletters, ILogger<DatabaseMark> logger)
{
    /// <summary>Name of the file in the output folder.</summary>
    public const string FileName = "database.json";

    private readonly string path = Path.Combine(feeds.OutputFolder, FileName);

    /// <summary>Compares the database with the mark beside the feeds; holds every newsletter when it is older.</summary>
    /// <param name="now">The time to go by.</param>
    /// <param name="cancellationToken">Gives up waiting for the database.</param>
    /// <returns>Whether the feeds know more of the posts' identities than the database may.</returns>
    public async Task<bool> CompareAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Read() is not { } left) return false;
        var mark = await state.ReadMarkAsync(cancellationToken);
        if (mark.Database != left.Database)
        {
            LogOther();
            return true;
        }

        if (!mark.IsOlderThan(left)) return false;
        var reason = $"The database is older than the feeds: it is from {Say(mark.Seen)}, and they are from {Say(left.Seen)}. What was mailed in between it does not know.";
        var holds = newsletters.Select(newsletter => new Hold { Scope = Hold.ScopeOf(newsletter.Name), Kind = HoldKind.OlderDatabase, Reason = reason, HeldAt = now });
        await state.CatchUpAsync(left, [.. holds], cancellationToken);
        LogOlder(reason);
        return true;
    }

    /// <summary>Notes that the service is alive, in the database and then beside the feeds.</summary>
    public async Task BeatAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(await state.BeatAsync(now, cancellationToken), JsonSerializerOptions.Web));

    private ServiceMark? Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ServiceMark>(File.ReadAllBytes(path), JsonSerializerOptions.Web) : null;
        }
        catch (JsonException)
        {
            // Torn by a power cut: nothing can be compared.
            return null;
        }
    }

    private static string Say(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) ?? "an earlier time";

    [LoggerMessage(1020, LogLevel.Error, "{Reason} Every newsletter is held until ops say: syndication editions release NEWSLETTER --announced-through TIME")]
    private partial void LogOlder(string reason);

    [LoggerMessage(1021, LogLevel.Warning, "The feeds were published with another database: posts keep the identities that readers know, and what a new database finds counts as announced")]
    private partial void LogOther();
}
