class CartsController < ApplicationController
  def show
    # ruleid: ruby.deserialize.untrusted
    @cart = Marshal.load(Base64.decode64(cookies[:cart]))
    # ruleid: ruby.deserialize.untrusted
    @settings = YAML.load(params[:settings])
    # ruleid: ruby.deserialize.untrusted
    @other = YAML.unsafe_load(request.body.read)
    # ruleid: ruby.deserialize.untrusted
    @more = Oj.object_load(request.raw_post)
  end

  def safe
    # ok: ruby.deserialize.untrusted
    @cart = JSON.parse(cookies[:cart])
    # ok: ruby.deserialize.untrusted
    @settings = YAML.safe_load(params[:settings])
    # ok: ruby.deserialize.untrusted
    @fixed = Marshal.load(File.binread("cart.bin"))
  end
end
