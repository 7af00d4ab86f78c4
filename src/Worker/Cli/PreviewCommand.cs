using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Mail;
using Syndication.Worker.Newsletters;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication preview</c>: what would go out now, as files.</summary>
internal static class PreviewCommand
{
    private const string Nobody = "reader@example.org";

    private static readonly Argument<string> Newsletter = NewsletterArgument.Create();

    private static readonly Option<string> Out = new("--out") { Description = "Folder for the files.", HelpName = "DIR", DefaultValueFactory = _ => "preview" };

    private static readonly Option<int?> Latest = new("--latest") { Description = "Show the newest N posts instead of what is due.", HelpName = "N" };

    static PreviewCommand() => Latest.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is < 1) result.AddError("--latest needs a number from 1.");
    });

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("preview", "Write what would go out now as HTML, text and eml, one of each language; nothing is sent or recorded. Example: syndication preview treatments --latest 3")
        {
            Newsletter, Out, Latest,
        };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => PreviewAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> PreviewAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await NewsletterArgument.OpenAsync(arguments.GetRequiredValue(Newsletter), services, terminal, cancellationToken) is not { } newsletter) return ExitCodes.Cannot;
        var preview = services.GetRequiredService<EditionPreview>();
        var posts = arguments.GetValue(Latest) is { } count ? preview.FindLatest(newsletter, count) : await preview.FindDueAsync(newsletter, cancellationToken);
        if (posts.IsEmpty)
        {
            await terminal.Out.WriteLineAsync($"{newsletter.Title}: nothing is due. --latest 3 shows the newest three posts.");
            return ExitCodes.Done;
        }

        var folder = Path.GetFullPath(arguments.GetValue(Out)!);
        Directory.CreateDirectory(folder);
        foreach (var language in newsletter.Languages)
        {
            if (preview.Compose(newsletter, language, posts, Nobody) is not { } composed) continue;
            using var message = composed.Message;
            var file = Path.Combine(folder, $"{newsletter.Name}-{language}");
            await File.WriteAllTextAsync(file + ".html", composed.Content.Html, cancellationToken);
            await File.WriteAllTextAsync(file + ".txt", composed.Content.Text, cancellationToken);
            await message.WriteToAsync(MessageBuilder.Format, file + ".eml", cancellationToken);
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{posts.Length} posts: {file}.html, .txt and .eml"));
        }

        return ExitCodes.Done;
    }
}
