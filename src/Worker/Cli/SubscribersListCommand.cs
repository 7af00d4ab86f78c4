using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication subscribers list</c>: subscriptions, one a line.</summary>
internal static class SubscribersListCommand
{
    private static readonly Option<string?> Newsletter = new("--newsletter") { Description = "Only this newsletter.", HelpName = "NAME" };

    private static readonly Option<SubscriptionState?> State = new("--state") { Description = "Only this state." };

    private static readonly Option<string> Format = new("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    static SubscribersListCommand() => Format.AcceptOnlyFromAmong("text", "json");

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("list", "List subscriptions. Example: syndication subscribers list --newsletter treatments --state confirmed")
        {
            Newsletter, State, Format,
        };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal,
            async services =>
            {
                var found = services.GetRequiredService<SubscriptionStore>().ListAsync(arguments.GetValue(Newsletter), arguments.GetValue(State), cancellationToken);
                await (arguments.GetValue(Format) == "json" ? WriteJsonAsync(found, terminal) : WriteTextAsync(found, terminal));
                return ExitCodes.Done;
            },
            cancellationToken));
        return command;
    }

    private static async Task WriteTextAsync(IAsyncEnumerable<SubscriptionListing> found, Terminal terminal)
    {
        var count = 0;
        await foreach (var one in found)
        {
            count++;
            await terminal.Out.WriteLineAsync($"{one.State,-12}  {one.Newsletter}/{one.Schedule}  {one.Address}");
        }

        await terminal.Error.WriteLineAsync(count == 1 ? "1 subscription" : count.ToString(CultureInfo.InvariantCulture) + " subscriptions");
    }

    /// <summary>A list, written as it is read: a million subscriptions need no more memory than one.</summary>
    private static async Task WriteJsonAsync(IAsyncEnumerable<SubscriptionListing> found, Terminal terminal)
    {
        var separator = "[";
        await foreach (var one in found)
        {
            await terminal.Out.WriteLineAsync(separator);
            await terminal.Out.WriteAsync("  " + JsonSerializer.Serialize(one, Json));
            separator = ",";
        }

        await terminal.Out.WriteLineAsync(separator == "[" ? "[]" : "\n]");
    }
}
