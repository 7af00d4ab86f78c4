using Syndication.Worker.Model;

namespace Syndication.Worker.Cli;

/// <summary>Tells people and scripts what is held.</summary>
internal static class HoldLines
{
    /// <summary>A hold for scripts.</summary>
    public static object Listing(Hold hold) => new
    {
        hold.Newsletter,
        hold.Kind,
        hold.Reason,
        hold.Affected,
        hold.Total,
        since = hold.HeldAt,
        accepted = hold.AcceptedAt,
        hold.Command,
    };

    /// <summary>Two or three lines for each hold.</summary>
    public static async Task WriteAsync(IEnumerable<Hold> holds, Terminal terminal)
    {
        foreach (var hold in holds)
        {
            await terminal.Out.WriteLineAsync($"HELD  {hold.Newsletter ?? "content"} since {CommandTime.Say(hold.HeldAt)}");
            await terminal.Out.WriteLineAsync($"      {hold.Reason}");
            if (hold.AcceptedAt is { } accepted) await terminal.Out.WriteLineAsync($"      Accepted {CommandTime.Say(accepted)}; it takes effect within seconds, or when the service starts.");
            else if (hold.Command is { } command) await terminal.Out.WriteLineAsync($"      If that is right: {command}");
        }
    }
}
