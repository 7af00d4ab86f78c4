using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Syndication.Tests.Support.Programs;

namespace Syndication.Tests.EndToEnd.Acceptance;

/// <summary>Trouble around the program is told in one clear line each, and loses nothing.</summary>
public sealed class TroubleTests : IDisposable
{
    private const int Cannot = 2;

    private readonly Installation installation = Installation.Create();

    public TroubleTests() => installation.Save("old", "An Old Question", "2020-01-01");

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task Port_in_use_is_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        installation.Configure(settings => settings["Kestrel"]!["Endpoints"]!["Http"]!["Url"] = "http://127.0.0.1:" + port);

        var result = await installation.CallAsync("run");

        Assert.Equal(Cannot, result.Code);
        AssertOneLine(result, "Kestrel", port);
    }

    [Fact]
    public async Task Address_of_another_machine_is_one_line()
    {
        // RFC 5737: TEST-NET-1 belongs to no machine.
        installation.Configure(settings => settings["Kestrel"]!["Endpoints"]!["Http"]!["Url"] = "http://192.0.2.1:8080");

        var result = await installation.CallAsync("run");

        Assert.Equal(Cannot, result.Code);
        AssertOneLine(result, "Kestrel");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("build")]
    [InlineData("send", "treatments")]
    public async Task Output_folder_that_cannot_be_written_is_one_line(params string[] command)
    {
        File.WriteAllText(installation.PathOf("occupied"), "a file");
        installation.Configure(settings => settings["Feeds"] = JsonNode.Parse("""{ "OutputFolder": "occupied/feeds" }"""));

        var result = await installation.CallAsync(command);

        Assert.True(result.Code == Cannot, result.ToString());
        AssertOneLine(result, "Feeds:OutputFolder", "occupied");
        Assert.Equal("a file", File.ReadAllText(installation.PathOf("occupied")));
    }

    [Fact]
    public async Task Mail_server_that_is_down_is_told_and_gets_everything_once_it_is_back()
    {
        Assert.SkipUnless(SmtpSink.IsInstalled, SmtpSink.Missing);
        var port = FreePort.Find();
        installation.Configure(settings => settings["Mail"] = JsonNode.Parse($$"""
            { "From": "news@news.example.org", "Transport": "Smtp", "Host": "127.0.0.1", "Port": {{port}}, "Security": "None" }
            """));
        var readers = Readers.Named("reader", 5);
        await using var site = await installation.RunAsync();
        await installation.AddConfirmedAsync(readers);
        installation.Save("gout", "Gout and What Eases It", "2026-10-01");
        await site.EventuallyAsync("feeds/types/disease.json", text => text.Contains("Gout", StringComparison.Ordinal));

        var sent = await installation.CallAsync("send", "treatments");

        Assert.Equal(Cannot, sent.Code);
        AssertOneLine(sent, "Mail cannot leave", port.ToString(CultureInfo.InvariantCulture));
        await Eventually.BeTrueAsync(async () => (await site.HealthAsync()).Status == "Degraded", () => "Health stays as it was: " + site.Program.Everything);
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), Assert.Single((await site.HealthAsync()).Reasons), StringComparison.Ordinal);
        Assert.Single(site.Program.Output.Split('\n'), line => line.Contains("Mail cannot leave", StringComparison.Ordinal));

        await using var sink = await SmtpSink.StartAsync(installation.PathOf("arrived"), port);
        await sink.WaitForDigestsAsync(readers.Count);
        await Eventually.BeTrueAsync(async () => (await site.HealthAsync()).Status == "Healthy", () => "Health stays degraded: " + site.Program.Everything);
        await Eventually.BeTrueAsync(async () => await installation.CountDeliveriesAsync("Sent") == readers.Count, () => "Not everything is noted as sent");
        Assert.Equal(readers, sink.Read().Select(message => message.Recipient).Order(StringComparer.Ordinal));
    }

    /// <summary>One line says what is wrong, on standard error, and no stack trace does anywhere.</summary>
    private static void AssertOneLine(ProgramResult result, params string[] words)
    {
        var lines = result.Errors.Split('\n').Where(line => line.Length > 0 && !line.EndsWith("cannot be used:", StringComparison.Ordinal));
        var line = Assert.Single(lines);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Errors + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Errors + result.Output, StringComparison.Ordinal);
    }
}
