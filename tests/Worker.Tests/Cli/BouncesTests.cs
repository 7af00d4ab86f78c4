using System.Text;
using System.Text.Json;
using Syndication.Tests.Support;
using Syndication.Worker.Cli;

namespace Syndication.Tests.Worker.Cli;

public sealed class BouncesTests : IDisposable
{
    private const string Letter = "To: bounce@news.example.org\nSubject: A question\n\nWho are you?\n";

    private readonly TemporaryFolder folder = new();

    public BouncesTests()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "content"));
        Configure(new { From = "News <news@example.org>", Bounces = new { Address = "bounce@news.example.org" } });
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Mail_that_cannot_be_read_is_kept_and_need_not_be_tried_again()
    {
        var result = await RunAsync(Letter);

        Assert.Equal(1, result.Code);
        Assert.Equal(Letter, await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder.Path, "data/bounces")))));
    }

    [Fact]
    public async Task Machines_answer_needs_nothing()
    {
        var result = await RunAsync("Auto-Submitted: auto-replied\n" + Letter);

        Assert.Equal((0, "Nothing to do."), (result.Code, result.Out.Trim()));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "data/bounces")));
    }

    [Fact]
    public async Task Made_up_recipient_is_refused()
    {
        var result = await RunAsync("Subject: failure notice\n\nHi. This is the qmail-send program.\n", "--recipient", "bounce+aaaa.bbbbbbbbbbbbbbbb@news.example.org");

        Assert.Equal(1, result.Code);
        Assert.Contains("does not prove", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_database_it_is_to_be_tried_again()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "data", "syndication.db"));

        Assert.Equal(2, (await RunAsync(Letter)).Code);
    }

    [Fact]
    public async Task Kept_folder_that_cannot_be_written_is_to_be_tried_again()
    {
        await File.WriteAllTextAsync(folder.File("data/bounces"), "a file where the folder should be");

        Assert.Equal(2, (await RunAsync(Letter)).Code);
    }

    [Theory]
    [InlineData("")]
    public async Task Nothing_on_standard_input_is_a_fault(string mail) => Assert.Equal(2, (await RunAsync(mail)).Code);

    [Fact]
    public async Task Without_the_section_it_says_what_to_set()
    {
        Configure(new { From = "News <news@example.org>" });

        var result = await RunAsync(Letter);

        Assert.Equal(2, result.Code);
        Assert.Contains("Mail:Bounces:Address", result.Error, StringComparison.Ordinal);
    }

    private void Configure(object mail) => File.WriteAllText(folder.File("appsettings.json"), JsonSerializer.Serialize(new
    {
        Site = new { BaseUrl = "https://www.example.org" },
        Content = new { Folder = "content" },
        Mail = mail,
    }));

    private async Task<(int Code, string Out, string Error)> RunAsync(string mail, params string[] arguments)
    {
        var terminal = new Terminal(new StringWriter(), new StringWriter(), IsInteractive: false) { Input = new MemoryStream(Encoding.UTF8.GetBytes(mail)) };
        var code = await CommandLine.RunAsync(["bounces", "read", .. arguments, "--config", Path.Combine(folder.Path, "appsettings.json")], terminal, CancellationToken.None);
        return (code, terminal.Out.ToString()!, terminal.Error.ToString()!);
    }
}
