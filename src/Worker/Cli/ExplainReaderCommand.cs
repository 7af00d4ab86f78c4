using System.CommandLine;
using System.Text.Json;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Cli.Explaining;
using Syndication.Worker.Hosting.Settings;
using Syndication.Worker.Newsletters.Outlook;
using Syndication.Worker.Newsletters.Subscribing;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication explain --subscriber</c>: what one reader got and why, and what comes next.</summary>
internal static class ExplainReaderCommand
{
    /// <summary>Answers.</summary>
    /// <param name="name">An address, or an identifier.</param>
    /// <param name="post">The post that is asked about, or null.</param>
    /// <param name="asJson">Whether a script reads it.</param>
    /// <param name="services">The stores.</param>
    /// <param name="terminal">Where it is written.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(string name, string? post, bool asJson, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var state = await services.GetRequiredService<ILedgerStore>().LoadAsync(null, cancellationToken);
        PostAnswer? asked = null;
        if (post is not null)
        {
            var inquiry = new PostInquiry(services.GetRequiredService<ServiceSettings>(), new PostLedger(state, services, [], null), services.GetRequiredService<TimeProvider>().GetUtcNow());
            asked = await inquiry.AskAsync(post, cancellationToken);
            if (asked?.Identity is null)
            {
                await terminal.Error.WriteLineAsync($"Nothing is known of '{post}'; syndication explain --post says more of files that are no posts.");
                return ExitCodes.No;
            }
        }

        var posts = await services.GetRequiredService<FuturePostsReader>().ReadAsync(cancellationToken);
        var key = AddressRules.Read(name).Address?.Key ?? name;
        if (await ActivatorUtilities.CreateInstance<ReaderInquiry>(services).AskAsync(key, posts, asked, cancellationToken) is not { } answer)
        {
            await terminal.Error.WriteLineAsync($"Nobody is known as '{name}': neither an address nor an identifier.");
            return ExitCodes.No;
        }

        if (asJson) await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(answer, JsonOutput.Options));
        else foreach (var line in new ReaderAnswerText(state).Lines(answer)) await terminal.Out.WriteLineAsync(line);
        return ExitCodes.Done;
    }
}
