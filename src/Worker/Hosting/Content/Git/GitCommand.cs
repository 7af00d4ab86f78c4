using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>Runs git: never a question, never a hook or filter of the repository's, never longer than a limit.</summary>
/// <param name="address">Whose credentials it may use.</param>
/// <param name="time">Measures the limit.</param>
internal sealed partial class GitCommand(GitAddress address, TimeProvider time)
{
    /// <summary>The program; a name is looked for on the search path.</summary>
    public string Program { get; init; } = "git";

    /// <summary>Runs it to its end and returns what it wrote.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">It is killed, with all that it started, after this time.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <param name="environment">More variables.</param>
    /// <exception cref="GitException">It is not there, failed, or took too long.</exception>
    public async Task<string> RunAsync(
        IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellationToken, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        using var process = new Process { StartInfo = Describe(arguments, environment ?? []) };
        Start(process);
        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? await output : throw new GitException(Reason(await errors, process.ExitCode));
        }
        catch (OperationCanceledException ended) when (!cancellationToken.IsCancellationRequested)
        {
            throw new GitException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"git took longer than {limit:c} and was ended."), ended);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new GitException($"{Program} cannot be run; is git installed? ({missing.Message})", missing);
        }
    }

    private ProcessStartInfo Describe(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            UseShellExecute = false,
            // The folder that the service was started in may be gone or closed to it.
            WorkingDirectory = Path.GetPathRoot(AppContext.BaseDirectory),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var variables = start.Environment;
        foreach (var inherited in variables.Keys.Where(IsUnwanted).ToList()) variables.Remove(inherited);
        variables["LC_ALL"] = "C.UTF-8";
        variables["GIT_TERMINAL_PROMPT"] = "0";
        variables["GIT_ASKPASS"] = "";
        variables["SSH_ASKPASS_REQUIRE"] = "never";
        variables["GIT_ALLOW_PROTOCOL"] = "file:git:http:https:ssh";
        variables["GIT_LFS_SKIP_SMUDGE"] = "1";
        variables["GIT_SSH_COMMAND"] = (variables.TryGetValue("GIT_SSH_COMMAND", out var ssh) ? ssh : "ssh") + " -oBatchMode=yes -oConnectTimeout=20";
        Configure(variables);
        foreach (var (key, value) in environment) variables[key] = value;
        return start;
    }

    // A service that was started from within a hook or a checkout must not work on that one. How to connect is the machine's affair.
    private static bool IsUnwanted(string variable) =>
        (variable.StartsWith("GIT_", StringComparison.Ordinal) && !variable.StartsWith("GIT_SSL_", StringComparison.Ordinal)
            && variable is not ("GIT_SSH" or "GIT_SSH_COMMAND" or "GIT_PROXY_COMMAND" or "GIT_EXEC_PATH" or "GIT_CONFIG_GLOBAL" or "GIT_CONFIG_SYSTEM" or "GIT_CONFIG_NOSYSTEM"))
        || variable is "LANGUAGE" or "SSH_ASKPASS";

    private void Configure(IDictionary<string, string?> variables)
    {
        List<(string Key, string Value)> settings =
        [
            ("core.hooksPath", "/dev/null"), ("core.fsmonitor", "false"), ("core.autocrlf", "false"), ("core.askPass", ""),
            ("fetch.recurseSubmodules", "false"), ("submodule.recurse", "false"), ("gc.autoDetach", "false"), ("maintenance.autoDetach", "false"),
            ("filter.lfs.smudge", ""), ("filter.lfs.process", ""), ("filter.lfs.required", "false"),
            ("http.lowSpeedLimit", "1000"), ("http.lowSpeedTime", "60"),
        ];
        if (address.User.Length + address.Password.Length > 0)
        {
            variables["SYNDICATION_GIT_USER"] = address.User;
            variables["SYNDICATION_GIT_PASSWORD"] = address.Password;
            settings.Add(("credential.helper", ""));
            // For this host alone: a redirection elsewhere must not be given them.
            settings.Add(($"credential.{new Uri(address.Url).GetLeftPart(UriPartial.Authority)}.helper",
                "!f() { test \"$1\" = get && printf 'username=%s\\npassword=%s\\n' \"$SYNDICATION_GIT_USER\" \"$SYNDICATION_GIT_PASSWORD\"; }; f"));
        }

        variables["GIT_CONFIG_COUNT"] = settings.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        for (var number = 0; number < settings.Count; number++)
        {
            variables[string.Create(System.Globalization.CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{number}")] = settings[number].Key;
            variables[string.Create(System.Globalization.CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{number}")] = settings[number].Value;
        }
    }

    private string Reason(string errors, int code)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var telling = lines.Where(line => line.StartsWith("fatal:", StringComparison.Ordinal) || line.StartsWith("error:", StringComparison.Ordinal)).ToList();
        var text = string.Join(' ', (telling.Count > 0 ? telling : [.. lines.TakeLast(2)]).Take(4));
        if (address.Password.Length > 0) text = text.Replace(address.Password, "***", StringComparison.Ordinal);
        text = Credentials().Replace(text, "://***@");
        return text.Length > 0 ? text : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"git ended with code {code}.");
    }

    [GeneratedRegex("://[^/@\\s']+@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Credentials();
}
