require "open3"
require "shellwords"

class ToolsController < ApplicationController
  def run
    host = params[:host]
    # ruleid: ruby.command.injection
    system("ping #{host}")
    # ruleid: ruby.command.injection
    @out = `ping #{host}`
    # ruleid: ruby.command.injection
    out, status = Open3.capture2e("ping " + host)
    # ruleid: ruby.command.injection
    IO.popen("ping #{host}") { |io| io.read }
    # ruleid: ruby.command.injection
    system("sh", "-c", "ping #{host}")
    command = <<~SH
      ping #{host}
    SH
    # ruleid: ruby.command.injection
    exec(command)
    # ruleid: ruby.command.injection
    spawn(params[:command])
    Pinger.new(host).call
  end

  def safe
    host = params[:host]
    # ok: ruby.command.injection
    system("ping", "--", host)
    # ok: ruby.command.injection
    system("ping #{Shellwords.escape(host)}")
    # ok: ruby.command.injection
    @out = `ping #{host.shellescape}`
    # ok: ruby.command.injection
    Open3.capture2e("ping", host)
    # ok: ruby.command.injection
    system("ping -c #{params[:count].to_i} localhost")
    # ok: ruby.command.injection
    system("ping localhost")
  end
end

class Pinger
  def initialize(host)
    @host = host
  end

  def call
    # ruleid: ruby.command.injection
    `ping #{@host}`
  end
end
