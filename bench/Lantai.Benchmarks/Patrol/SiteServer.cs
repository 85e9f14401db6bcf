using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lantai.Benchmarks.Patrol;

/// <summary>Serves a generated site, and the other one that its links lead to, from nginx on the loopback until disposed.</summary>
internal sealed class SiteServer : IDisposable
{
    private readonly string folder;
    private readonly Process nginx;
    private readonly HttpClient client = new();

    private SiteServer(string folder, int port, Process nginx) => (this.folder, Port, this.nginx) = (folder, port, nginx);

    public int Port { get; }

    public string Root => $"http://127.0.0.1:{Port}";

    public static (int Own, int Elsewhere) FreePorts()
    {
        using var own = new Door();
        using var elsewhere = new Door();
        return (own.Port, elsewhere.Port);
    }

    /// <param name="elsewhere">The port of the other site.</param>
    public static async Task<SiteServer> StartAsync(GovernmentSite site, int own, int elsewhere)
    {
        var folder = Directory.CreateTempSubdirectory("lantai-bench-").FullName;
        var written = DateTime.UnixEpoch.AddYears(50);
        foreach (var file in site.Files) Write(folder, "site", file.Path, file.Content, written = written.AddMinutes(1));
        foreach (var below in site.Folders) Write(folder, "folders", $"{below.Prefix.Trim('/')}.html", Encoding.UTF8.GetBytes(below.Page));
        foreach (var (path, _, content) in site.Others.Where(other => other.Status == 200)) Write(folder, "elsewhere", path, Encoding.UTF8.GetBytes(content));
        await File.WriteAllTextAsync(Path.Combine(folder, "nginx.conf"), Configuration(site, folder, own, elsewhere));
        // Started by root, nginx reads as another user.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var server = new SiteServer(folder, own, Process.Start("nginx", ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]));
        await server.WaitUntilOpenAsync();
        return server;
    }

    /// <summary>Requests answered so far, as nginx counts them.</summary>
    public async Task<long> RequestsAsync()
    {
        var status = await client.GetStringAsync($"{Root}/nginx-status");
        return long.Parse(status.Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        client.Dispose();
        using (var quit = Process.Start("nginx", ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log"), "-s", "stop"])) quit.WaitForExit();
        nginx.WaitForExit();
        nginx.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <param name="at">
    /// Each file its own: nginx makes the ETag of size and second, and wget2 skips pages whose ETag it has met, which on a
    /// site written in one go would be three quarters of them.
    /// </param>
    private static void Write(string folder, string part, string path, byte[] content, DateTime? at = null)
    {
        var file = Path.Combine(folder, part, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        if (at is { } written) File.SetLastWriteTimeUtc(file, written);
    }

    private async Task WaitUntilOpenAsync()
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (nginx.HasExited) break;
            try
            {
                await RequestsAsync();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }
        throw new InvalidOperationException($"nginx did not start: {File.ReadAllText(Path.Combine(folder, "error.log"))}");
    }

    private static string Configuration(GovernmentSite site, string folder, int own, int elsewhere)
    {
        var redirects = string.Concat(site.Redirects.Select(redirect => $"    location = {redirect.Path} {{ return 302 {redirect.To}; }}\n"));
        var folders = string.Concat(site.Folders.Select(below => $"    location {below.Prefix} {{ try_files $uri /folders/{below.Prefix.Trim('/')}.html; }}\n"));
        var refusals = string.Concat(site.Others.Where(other => other.Status != 200).Select(other => $"    location = {other.Path} {{ return {other.Status}; }}\n"));
        return $$"""
            daemon off;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            worker_processes 1;
            events { worker_connections 1024; }
            http {
              types { text/html html; text/css css; text/javascript js; image/png png; application/pdf pdf; }
              default_type application/octet-stream;
              access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; absolute_redirect off;
              client_body_temp_path {{folder}}/t1; proxy_temp_path {{folder}}/t2; fastcgi_temp_path {{folder}}/t3; uwsgi_temp_path {{folder}}/t4; scgi_temp_path {{folder}}/t5;
              server {
                listen 127.0.0.1:{{own}};
                root {{folder}}/site;
                location = /nginx-status { stub_status; }
                location /folders/ { internal; root {{folder}}; }
            {{redirects}}{{folders}}  }
              server {
                listen 127.0.0.1:{{elsewhere}};
                root {{folder}}/elsewhere;
            {{refusals}}  }
            }
            """;
    }

    /// <summary>A port of the loopback that nobody uses, held until disposed.</summary>
    private sealed class Door : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Door() => listener.Start();

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public void Dispose() => listener.Stop();
    }
}
