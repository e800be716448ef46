class UsersController < ApplicationController
  COLUMNS = %w[name created_at].freeze

  def index
    # ruleid: ruby.sql.injection
    @users = User.where("name = '#{params[:name]}'")
    # ruleid: ruby.sql.injection
    @sorted = User.order(params[:sort])
    name = params[:user][:name]
    sql = "SELECT * FROM users WHERE name = '" + name + "'"
    # ruleid: ruby.sql.injection
    ActiveRecord::Base.connection.execute(sql)
    # ruleid: ruby.sql.injection
    User.find_by_sql("SELECT * FROM users WHERE id = #{params[:id]}")
    # ruleid: ruby.sql.injection
    User.joins("LEFT JOIN #{cookies[:table]} ON true")
    # ruleid: ruby.sql.injection
    User.where(["name = '#{params[:name]}'"])
    # ruleid: ruby.sql.injection
    User.find(:all, conditions: "id = #{params[:id]}")
    search(params[:q])
  end

  def safe
    # ok: ruby.sql.injection
    User.where(name: params[:name])
    # ok: ruby.sql.injection
    User.where("name = ?", params[:name])
    # ok: ruby.sql.injection
    User.where(["name = ?", params[:name]])
    # ok: ruby.sql.injection
    User.where("id = #{params[:id].to_i}")
    # ok: ruby.sql.injection
    User.where(user_params)
    # ok: ruby.sql.injection
    User.find(params[:id])
    sort = params[:sort]
    if COLUMNS.include?(sort)
      # ok: ruby.sql.injection
      User.order(sort)
    end
    # ok: ruby.sql.injection
    User.where("name = #{ActiveRecord::Base.connection.quote(params[:name])}")
    user = User.find(params[:id])
    # ok: ruby.sql.injection
    User.where("name = '#{user.name}'")
  end

  private

  def user_params
    params.require(:user).permit(:name)
  end

  def search(text)
    # ruleid: ruby.sql.injection
    User.where("name LIKE '%#{text}%'")
  end
end

def page(params)
  # ok: ruby.sql.injection
  User.where("name = '#{constant_name}'")
end
